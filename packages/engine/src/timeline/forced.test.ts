import { acknowledgement, allClear, duressUpdate, overdueAlert, sosAlert } from "@paceline/domain/safety";
import { roomId, userId } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import { CircleBook } from "../safety/book.ts";
import { contentOf } from "../safety/say.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ingesting } from "../testing/ingesting.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, member, message, roomState, state, sync } from "../testing/sync-builder.ts";
import { TimelineList } from "./timeline-list.ts";

const ROOM = roomId("!circle");
const BEN = userId("@ben:example.org");
const wish = { athlete: ANA, name: "Ana", language: "en", sentMs: 1_700_000_000_000 } as const;
const said = (content: Content, sender: UserId): Content => event("m.room.message", content, { sender });

/** What a device of Ana's shows after a sync that brought this. */
async function shown(timeline: readonly Content[], before: readonly Content[] = roomState()) {
  const projection = await openAna();
  const { batch } = await ingestSync(projection, sync({ [ROOM]: { state: before, timeline } }), ingesting());
  await projection.commit(batch);
  const { rows } = await new TimelineList(projection, emptyOutbox, ROOM, new CircleBook(projection)).view();
  const texts = rows.flatMap((row) => (row.is === "message" ? [row.text] : []));
  const reactions = rows.flatMap((row) => (row.is === "message" ? row.reactions.map(({ key }) => key) : []));
  const unreadable = rows.filter((row) => row.is === "undecryptable").length;
  const { last, unread } = projection.rooms.get(ROOM) ?? {};
  return { texts, reactions, unreadable, unread, last: last?.preview };
}

/** State of Ana's circle with Ben. */
const circle = [
  state("m.room.create", { room_version: "12" }, "", { sender: ANA }),
  state("club.paceline.channel", { v: 1, kind: "circle" }, "", { sender: ANA }),
  member(ANA),
  member(BEN),
];
const idOf = (content: Content): EventId => String(content["event_id"]) as EventId;
const sealed = (sender: UserId): Content =>
  event("m.room.encrypted", { algorithm: "m.megolm.v1.aes-sha2", session_id: "s", ciphertext: "…" }, { sender });

const forced = overdueAlert({ ...wish, identifier: "timer-1", dueMs: wish.sentMs, duress: true });

test("S6 a forced end shows nowhere on the athlete's devices: not the alert, not the answers to it, not the last line", async () => {
  const before = message("see you later", { sender: ANA });
  const alert = said(contentOf(forced, { mentions: [BEN] }), ANA);
  const ack = acknowledgement({
    identifier: "ack-1",
    sender: BEN,
    name: "Ben",
    athleteName: "Ana",
    language: "en",
    sentMs: wish.sentMs,
    of: forced.block,
  });
  const target = String(alert["event_id"]) as never;
  const reply = said({ msgtype: "m.text", body: "OK", "m.relates_to": { "m.in_reply_to": { event_id: target } } }, BEN);
  const { texts, last } = await shown([before, alert, said(contentOf(ack, { mentions: [ANA], target }), BEN), reply]);
  expect(texts).toEqual(["see you later"]);
  expect(JSON.stringify(last)).not.toMatch(/forced|seen the alert/);
});

test("S6 the line of a forced end is there on the athlete's devices, and tells contacts nothing: no row, no last line, nothing unread", async () => {
  const block = { v: 1, id: "t", mode: "eta", due: "2026-11-22T16:30:00Z", grace_s: 0 };
  const line = (state: string, by: UserId, forced: boolean): Content =>
    said(
      {
        msgtype: "m.notice",
        body: `timer ${state}`,
        "club.paceline.safety_timer": { ...block, state, ...(forced ? { duress: true } : {}) },
      },
      by,
    );
  const mine = await shown([line("armed", ANA, false), line("ended", ANA, true)], circle);
  expect(mine).toMatchObject({ texts: ["timer armed", "timer ended"], last: { kind: "text", text: "timer ended" } });
  const bens = circle.map((one) =>
    one["type"] === "m.room.create" || one["type"] === "club.paceline.channel" ? { ...one, sender: BEN } : one,
  );
  const theirs = await shown([line("armed", BEN, false), line("ended", BEN, true)], bens);
  expect(theirs).toMatchObject({ texts: ["timer armed"], unread: 1, last: { kind: "text", text: "timer armed" } });
  expect((await shown([line("ended", BEN, false)], bens)).texts).toEqual(["timer ended"]);
  // In a room that is no circle of the writer's, the mark is a word like any other.
  expect((await shown([line("ended", BEN, true)], circle)).texts).toEqual(["timer ended"]);
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

test("S6 after a forced end an OK, a ✅ and the button's answer are nowhere and count as nothing; after the all-clear a yes is one again", async () => {
  const sos = sosAlert({ ...wish, identifier: "sos-1", silent: false, drill: false });
  const update = duressUpdate({ ...wish, identifier: "sos-1.forced", of: sos.block });
  const first = said(contentOf(sos, { mentions: [BEN] }), ANA);
  const target = idOf(first);
  const answer = { ...wish, sender: BEN, name: "Ben", athleteName: "Ana", of: sos.block };
  const yes = (): Content =>
    event("m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: target, key: "✅" } }, { sender: BEN });
  const forcedEnd = [
    said(contentOf(update, { mentions: [BEN], target }), ANA),
    message("Ok!", { sender: BEN }),
    yes(),
    said(contentOf(acknowledgement({ ...answer, identifier: "ack-2" }), { mentions: [ANA], target }), BEN),
  ];
  const before = [first, message("how are you?", { sender: BEN })];
  const { texts, reactions, unread, last } = await shown([...before, ...forcedEnd], circle);
  expect({ texts, reactions, unread }).toEqual({ texts: [sos.body, "how are you?"], reactions: [], unread: 0 });
  expect(last).toEqual({ kind: "text", text: "how are you?" });

  const clear = allClear({
    identifier: "sos-1.clear",
    sender: ANA,
    name: "Ana",
    language: "en",
    sentMs: wish.sentMs,
    of: sos.block,
    falseAlarm: false,
  });
  const over = said(contentOf(clear, { mentions: [BEN], target }), ANA);
  const after = await shown([...before, ...forcedEnd, over, message("ok", { sender: BEN })], circle);
  expect(after.texts).toEqual([sos.body, "how are you?", clear.body, "ok"]);
  expect((await shown([first, yes()], circle)).reactions).toEqual(["✅"]);
});

test("S6 the forced end is remembered from before what is shown", async () => {
  const chat = Array.from({ length: 400 }, (_, index) => message(`line ${index}`, { sender: BEN }));
  const alert = said(contentOf(forced, { mentions: [BEN] }), ANA);
  const { texts } = await shown([alert, ...chat, message("OK", { sender: BEN })], circle);
  expect(texts.at(-1)).toBe("line 399");
});

test("S6 what another device of mine wrote in my circle, and this one cannot read yet, shows nowhere; what others wrote does", async () => {
  const { unreadable, last, unread } = await shown([message("hello", { sender: BEN }), sealed(ANA)], circle);
  expect({ unreadable, last, unread }).toEqual({ unreadable: 0, last: { kind: "text", text: "hello" }, unread: 0 });
  expect(await shown([sealed(BEN)], circle)).toMatchObject({ unreadable: 1, last: { kind: "undecryptable" } });
  expect((await shown([sealed(ANA)])).unreadable).toBe(1);
});
