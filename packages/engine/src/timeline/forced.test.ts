import { duressUpdate, overdueAlert, sosAlert, acknowledgement } from "@paceline/domain/safety";
import { roomId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import { contentOf } from "../safety/say.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, message, roomState, sync } from "../testing/sync-builder.ts";
import { TimelineList } from "./timeline-list.ts";

const ROOM = roomId("!circle");
const BEN = userId("@ben:example.org");
const wish = { athlete: ANA, name: "Ana", sentMs: 1_700_000_000_000 };
const said = (content: Content, sender: UserId): Content => event("m.room.message", content, { sender });

/** What a device of Ana's shows after a sync that brought this. */
async function shown(timeline: readonly Content[]) {
  const projection = await openAna();
  const { batch } = await ingestSync(projection, sync({ [ROOM]: { state: roomState(), timeline } }), {
    me: ANA,
    decryptor: { decrypt: async () => ({ is: "unreadable", reason: "no-key-yet", session: "s" }) },
    now: () => 0,
    onMalformed() {},
    onBroken() {},
    onBrokenRoom() {},
  });
  await projection.commit(batch);
  const { rows } = await new TimelineList(projection, emptyOutbox, ROOM).view();
  const texts = rows.flatMap((row) => (row.is === "message" ? [row.text] : []));
  return { texts, last: projection.rooms.get(ROOM)?.last?.preview };
}

const forced = overdueAlert({ ...wish, identifier: "timer-1", dueMs: wish.sentMs, duress: true });

test("S6 a forced end shows nowhere on the athlete's devices: not the alert, not the answers to it, not the last line", async () => {
  const before = message("see you later", { sender: ANA });
  const alert = said(contentOf(forced, { mentions: [BEN] }), ANA);
  const ack = acknowledgement({
    identifier: "ack-1",
    sender: BEN,
    name: "Ben",
    athleteName: "Ana",
    sentMs: wish.sentMs,
    of: forced.block,
  });
  const target = String(alert["event_id"]) as never;
  const reply = said({ msgtype: "m.text", body: "OK", "m.relates_to": { "m.in_reply_to": { event_id: target } } }, BEN);
  const { texts, last } = await shown([before, alert, said(contentOf(ack, { mentions: [ANA], target }), BEN), reply]);
  expect(texts).toEqual(["see you later"]);
  expect(JSON.stringify(last)).not.toMatch(/forced|seen the alert/);
});

test("S6 the alert that was cancelled under pressure stays, the message about the pressure does not", async () => {
  const sos = sosAlert({ ...wish, identifier: "sos-1", silent: false, drill: false });
  const update = duressUpdate({ ...wish, identifier: "sos-1.forced", of: sos.block });
  const first = said(contentOf(sos, { mentions: [BEN] }), ANA);
  const target = String(first["event_id"]) as never;
  const { texts, last } = await shown([first, said(contentOf(update, { mentions: [BEN], target }), ANA)]);
  expect(texts).toEqual([sos.body]);
  expect(last).toMatchObject({ kind: "text", text: sos.body.slice(0, 300) });
});

test("S6 contacts see it, whoever else marks a message so hides nothing, and nonsense in the block is no reason to stop", async () => {
  const others = said(contentOf(forced, { mentions: [ANA] }), BEN);
  const broken = said({ msgtype: "m.text", body: "odd", "club.paceline.alert": { info: 7 } }, ANA);
  expect((await shown([others, broken])).texts).toEqual([forced.body, "odd"]);
});
