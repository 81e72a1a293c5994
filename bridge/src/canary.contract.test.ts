import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { ClubAnswer } from "@paceline/protocol/http";
import { databaseBytes, startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { figures } from "@paceline/testkit/counts";
import { synapseDatabase } from "./testing/synapse-database.ts";

/** Words that people of a private club write in every way they can; no other text contains them. */
const CANARY = "zirbelkiefer";

let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana", true);
  ben = await town.person("ben", true);
});
afterAll(() => town?.stop());

test("B5 what is said in a private club is in none of the bridge's databases, logs and memory", async () => {
  const made = await ana.bridge("POST", "/clubs", { name: "Dawn Patrol", access: "private" }, "private");
  const club = ClubAnswer.parse(made.body);
  const room = (kind: string) => club.channels.find((channel) => channel.kind === kind)!.room_id;
  await ana.matrix.join(club.space_id);
  await ana.matrix.invite(club.space_id, ben.matrix.userId);
  await ben.matrix.join(club.space_id);
  for (const { room_id } of club.channels) {
    await ana.matrix.join(room_id);
    await ben.matrix.join(room_id);
  }
  await ana.matrix.sync();

  await ana.matrix.say(room("announcements"), `${CANARY} news`, { [`${NS}.announcement`]: { v: 1, title: CANARY } });
  const said = await ben.matrix.say(room("chat"), `the ${CANARY} climb`);
  await ana.matrix.reply(room("chat"), said, `not the ${CANARY} again`);
  await ben.matrix.edit(room("chat"), said, `the long ${CANARY} climb`);
  const card = await ana.matrix.say(room("meetups"), `${CANARY} loop`, { [`${NS}.meetup`]: { v: 1, title: CANARY } });
  await ben.matrix.send(room("meetups"), `${NS}.rsvp`, {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card },
    status: "yes",
    note: `by the ${CANARY}`,
  });
  await ben.matrix.until(() => ben.matrix.messages(room("chat")).length >= 2, "the words, decrypted by a member");
  const last = await ana.matrix.react(room("meetups"), card, "✅");

  // The bridge has worked off the last of it; it knows the event's id, so the search below does look at the right place.
  await expect.poll(() => databaseBytes(town.bridge).includes(last)).toBe(true);
  const heap = await town.bridge.heap();
  expect(heap).toContain(room("meetups"));
  await town.bridge.stop();
  const synapse = synapseDatabase(town.synapse);
  const hits = {
    database: occurrences(databaseBytes(town.bridge).toString("latin1")),
    log: occurrences(town.bridge.log()),
    memory: occurrences(heap),
    synapse: occurrences(synapse),
    synapseLog: occurrences(readFileSync(town.synapse.logPath, "latin1")),
  };
  figures("B5 canary words of private rooms", hits);
  expect(hits).toEqual({ database: 0, log: 0, memory: 0, synapse: 0, synapseLog: 0 });
  // What the homeserver wrote last is there: the search leaves nothing out that is not in its database yet.
  expect(synapse).toContain(last);
});

const occurrences = (text: string): number => text.split(CANARY).length - 1;
