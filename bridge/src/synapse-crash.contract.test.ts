import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { Roster, Rsvp } from "@paceline/protocol/events";
import { ClubAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { count, figures } from "@paceline/testkit/counts";
import type { RawEvent } from "@paceline/testkit/plain-client";
import { judgeIds, judgeRosters } from "./testing/roster-oracle.ts";

/**
 * Answers keep coming while Synapse and the bridge are killed in turns. What Synapse was about to hand over when it died it
 * never tells, so the oracle is the room itself: for each answer that stands there, in its order, one roster that says what it made true.
 */
let town: BridgeTown;
let ana: Townsperson;
let riders: Townsperson[];
let meetups: string;
let card: string;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
  riders = [await town.person("rider1"), await town.person("rider2"), await town.person("rider3")];
  const made = await ana.bridge("POST", "/clubs", { name: "Storm Riders", access: "open" }, "storm");
  const club = ClubAnswer.parse(made.body);
  meetups = club.channels.find(({ kind }) => kind === "meetups")!.room_id;
  for (const { matrix } of [ana, ...riders]) {
    await matrix.join(club.space_id);
    await matrix.join(meetups);
  }
  const start = new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();
  card = await ana.matrix.say(meetups, "Storm", {
    [`${NS}.meetup`]: {
      v: 1,
      uid: "storm",
      title: "Storm",
      sport: "cycling",
      start: { utc: start, local: start.slice(0, 19), timeZone: "UTC" },
      status: "confirmed",
      capacity: 50,
      sequencer: town.botId,
      sequence: 0,
    },
  });
});
afterAll(() => town?.stop());

/**
 * The whole room so far in the order in which the server took it, which is the order that decides. `/messages` goes by the graph of the events, where two that were sent at
 * the same time stand side by side and may come the other way round. Asked often enough, no sync leaves a gap.
 */
const timeline = async (): Promise<readonly RawEvent[]> => {
  await ana.matrix.sync();
  const room = ana.matrix.room(meetups);
  expect(room.gaps).toEqual([]);
  return room.timeline;
};

/** Sends as any client does that gets no answer: the same again, under the same transaction id. Resolves with the event's id. */
const answerUntilTaken = async ({ matrix }: Townsperson, status: "yes" | "no", txn: string): Promise<string> => {
  const content = { v: 1, "m.relates_to": { rel_type: "m.reference", event_id: card }, status, guests: 0 };
  for (;;) {
    const taken = await matrix.sendClear(meetups, `${NS}.rsvp`, content, txn).catch(() => undefined);
    if (taken !== undefined) return taken;
    await pause(50);
  }
};

/** Who is in after each answer. */
const expected = (answers: readonly RawEvent[]): string[][] => {
  const confirmed: string[] = [];
  return answers.map(({ sender, content }) => {
    if (Rsvp.parse(content).status === "yes") confirmed.push(sender);
    else confirmed.splice(confirmed.indexOf(sender), 1);
    return [...confirmed];
  });
};

test(
  "B1 Synapse and the bridge killed in turns while people answer: none lost, none doubled, all in order",
  { timeout: 3_600_000 },
  async () => {
    const kills = count("answers: kills of Synapse and bridge", { quick: 2, prove: 30 });
    const each = 6;
    const taken: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const answering = riders.map(async (rider, index) => {
        for (let turn = 0; turn < each; turn++) {
          const number = kill * each + turn;
          taken.push(await answerUntilTaken(rider, number % 2 === 0 ? "yes" : "no", `storm-${index}-${number}`));
        }
      });
      await pause(50 + ((kill * 97) % 500));
      if (kill % 2 === 0) {
        await town.synapse.kill();
        await town.synapse.restart();
      } else {
        await town.bridge.kill();
        await town.bridge.start();
      }
      await Promise.all(answering);
      await timeline();
    }

    const sent = kills * each * riders.length;
    const rosters = async () =>
      (await timeline()).filter(({ type, sender }) => type === `${NS}.roster` && sender === town.botId);
    // A loaded machine takes a second for each roster, one after the other.
    const patience = { timeout: 30_000 + sent * 2_000, interval: 1_000 };
    await expect.poll(async () => (await rosters()).length, patience).toBe(sent);
    const all = await timeline();
    const answers = all.filter(({ type }) => type === `${NS}.rsvp`);
    const found = (await rosters()).map((event) => ({ ...event, roster: Roster.parse(event.content) }));
    const inRoom = judgeIds(
      taken,
      answers.map(({ event_id }) => event_id),
    );
    const { lost, doubled, outOfOrder, unexplained } = judgeRosters(
      answers.map(({ event_id, sender, content }) => ({
        eventId: event_id,
        user: sender,
        yes: Rsvp.parse(content).status === "yes",
      })),
      found.map(({ event_id, roster }) => ({ eventId: event_id, confirmed: roster.confirmed.map(({ user }) => user) })),
    );
    figures("B1 answers under kills of Synapse and bridge", {
      kills,
      answers: new Set(taken).size,
      rosters: found.length,
      notInRoom: inRoom.lost.length,
      lost: lost.length,
      doubled: doubled.length,
      outOfOrder: outOfOrder.length,
      unexplained: unexplained.length,
    });
    expect(new Set(taken).size).toBe(sent);
    expect(answers).toHaveLength(sent);
    expect(inRoom).toEqual({ lost: [], doubled: [] });
    expect({ lost, doubled, outOfOrder, unexplained }).toEqual({
      lost: [],
      doubled: [],
      outOfOrder: [],
      unexplained: [],
    });
    expect(found.map(({ roster }) => roster.confirmed.map(({ user }) => user))).toEqual(expected(answers));
    expect(found.map(({ roster }) => roster.seq)).toEqual(found.map((_, index) => index));
  },
);
