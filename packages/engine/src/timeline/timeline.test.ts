import { expect, test } from "vitest";
import { beaconInfo } from "@paceline/domain/shares";
import { BEACON_INFO, eventId, roomId, txnId } from "@paceline/protocol";
import type { EventId, TxnId } from "@paceline/protocol";
import type { MessageRow, TimelineRow } from "@paceline/protocol/port";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { Intent, Outbox, OutboxEntry } from "../outbox/outbox-port.ts";
import type { Projection } from "../projection/projection.ts";
import { emptyOutbox } from "../testing/empty-outbox.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, message, roomState, state, sync } from "../testing/sync-builder.ts";
import { TimelineList } from "./timeline-list.ts";

const ROOM = roomId("!room");

async function take(
  projection: Projection,
  timeline: readonly unknown[],
  more: { state?: readonly unknown[]; ephemeral?: readonly unknown[] } = {},
) {
  const { batch } = await ingestSync(projection, sync({ [ROOM]: { timeline, ...more } }), {
    me: ANA,
    decryptor: { decrypt: async () => ({ is: "unreadable", reason: "not-sent-to-us", session: "s" }) },
    now: () => 0,
    onMalformed() {},
    onBroken() {},
    onBrokenRoom() {},
  });
  await projection.commit(batch);
}
async function shown(projection: Projection, outbox: Outbox = emptyOutbox): Promise<readonly TimelineRow[]> {
  return (await new TimelineList(projection, outbox, ROOM).view()).rows;
}
const texts = (rows: readonly TimelineRow[]) =>
  rows.flatMap((row) => (row.is === "message" ? [row.text] : [`(${row.is})`])).filter((line) => line !== "(notice)");
const idOf = (raw: Content): EventId => eventId(String(raw["event_id"]));
const edit = (of: Content, body: string, sender: string) =>
  event(
    "m.room.message",
    {
      body: `* ${body}`,
      "m.new_content": { body },
      "m.relates_to": { rel_type: "m.replace", event_id: of["event_id"] },
    },
    { sender },
  );

/** An outbox that holds these entries, oldest first. */
const holding = (...intents: readonly [TxnId, Intent, OutboxEntry["state"]["is"]?][]): Outbox => ({
  ...emptyOutbox,
  entries: () =>
    intents.map(([id, intent, is = "queued"]) => ({
      txnId: id,
      intent,
      at: 9_000_000_000_000,
      state:
        is === "sent"
          ? { is, eventId: eventId("$sent") }
          : is === "failed"
            ? { is, failure: { code: "forbidden", retry: "never" } }
            : { is },
    })),
});
const say = (body: string): Intent => ({
  is: "event",
  roomId: ROOM,
  type: "m.room.message",
  content: { msgtype: "m.text", body },
});

test("S2 a share has a row with its end and without any place; its end, by its sender or by another share, is told there", async () => {
  const projection = await openAna();
  const [BEN, HOUR] = ["@ben:example.org", 3_600_000];
  const info = (live: boolean, startedMs: number) => beaconInfo(live, startedMs, HOUR);
  const began = (ts: number, sender = BEN, key = sender, timeout = HOUR) =>
    state(BEACON_INFO, beaconInfo(true, ts, timeout), key, { sender, origin_server_ts: ts });
  const T0 = 1_795_000_000_000;
  const first = began(T0);
  const ended = state(BEACON_INFO, info(false, T0), BEN, { sender: BEN, origin_server_ts: T0 + 60_000 });
  const second = began(T0 + 120_000);
  const third = began(T0 + 180_000);
  const broken = state(BEACON_INFO, { live: "no" }, BEN, { sender: BEN, origin_server_ts: T0 + 240_000 });
  const mine = began(T0 + 300_000, ANA);
  const absurd = began(T0 + 360_000, "@cleo:example.org", "@cleo:example.org", 400 * HOUR);
  const forged = began(T0 + 420_000, BEN, ANA);
  const outlived = state(BEACON_INFO, info(false, T0), ANA, { sender: ANA, origin_server_ts: T0 + 3 * HOUR });
  await take(projection, [first, ended, second, third, broken, mine, absurd, forged, outlived]);
  const rows = await shown(projection);
  expect(rows.flatMap((row) => (row.is === "share" ? [[row.eventId, row.mine, row.endsMs, row.endedMs]] : []))).toEqual(
    [
      [idOf(first), false, T0 + HOUR, T0 + 60_000],
      [idOf(second), false, T0 + 120_000 + HOUR, T0 + 180_000],
      [idOf(third), false, T0 + 180_000 + HOUR, T0 + 240_000],
      [idOf(mine), true, T0 + 300_000 + HOUR, undefined],
    ],
  );
  expect(rows).toHaveLength(4);
});

test("M9 only the sender's own edit counts, the newest by time, and never a clear one of an encrypted message", async () => {
  const projection = await openAna();
  const said = message("first");
  await take(
    projection,
    [
      said,
      edit(said, "second", "@ben:example.org"),
      edit(said, "forged", "@ana:example.org"),
      edit(said, "third", "@ben:example.org"),
    ],
    { state: roomState() },
  );
  expect(texts(await shown(projection))).toEqual(["third"]);
});

test("M7 M8 receipts stand at the message that was read, and say how many have read mine", async () => {
  const projection = await openAna();
  const [mine, theirs] = [message("mine", { sender: ANA }), message("theirs")];
  const reaction = event("m.reaction", {
    "m.relates_to": { rel_type: "m.annotation", event_id: mine["event_id"], key: "👍" },
  });
  await take(projection, [mine, reaction, theirs], { state: roomState() });
  const receipt = (at: Content) => ({
    type: "m.receipt",
    content: { [idOf(at)]: { "m.read": { "@ben:example.org": { ts: 9 } } } },
  });
  await take(projection, [], { ephemeral: [receipt(reaction)] });
  const rows = (await shown(projection)).filter((row): row is MessageRow => row.is === "message");
  expect(rows[0]).toMatchObject({
    delivery: { is: "read", by: 1 },
    readBy: [{ name: "ben" }],
    reactions: [{ key: "👍", count: 1, mine: false }],
  });
  expect(rows[1]?.delivery).toBeUndefined();
});

test("M8 M11 what waits here stands at the end, says where it stands, and never shows twice", async () => {
  const projection = await openAna();
  const one = txnId("one");
  await take(projection, [message("theirs")], { state: roomState() });
  const waiting = holding([one, say("**mine**")], [txnId("two"), say("refused"), "failed"]);
  const before = (await shown(projection, waiting)).filter((row): row is MessageRow => row.is === "message");
  expect(before.map(({ id, text, delivery }) => [id, text, delivery?.is])).toEqual([
    [expect.any(String), "theirs", undefined],
    ["one", "**mine**", "queued"],
    ["two", "refused", "failed"],
  ]);
  await take(projection, [message("**mine**", { sender: ANA, unsigned: { transaction_id: "one" } })]);
  const after = (await shown(projection, waiting)).filter((row): row is MessageRow => row.is === "message");
  expect(after.map(({ id, delivery }) => [id, delivery?.is])).toEqual([
    [expect.any(String), undefined],
    ["one", "sent"],
    ["two", "failed"],
  ]);
});

test("M9 M11 an edit, a reaction and a deletion show at once, before any server knows of them, and no more when one refused", async () => {
  const projection = await openAna();
  const [mine, theirs] = [message("mine", { sender: ANA }), message("theirs")];
  await take(projection, [mine, theirs], { state: roomState() });
  const relation = (type: string, target: Content, more: Content = {}) => ({
    "m.relates_to": { rel_type: type, event_id: idOf(target), ...more },
  });
  const better = { body: "* better", "m.new_content": { body: "better" }, ...relation("m.replace", mine) };
  const intent = (type: string, content: Content): Intent => ({ is: "event", roomId: ROOM, type, content });
  const saying = (is: "queued" | "failed"): Outbox =>
    holding(
      [txnId("e"), intent("m.room.message", better), is],
      [txnId("r"), intent("m.reaction", relation("m.annotation", theirs, { key: "🎉" })), is],
    );
  const rows = await shown(projection, saying("queued"));
  expect(texts(rows)).toEqual(["better", "theirs"]);
  expect(rows.at(-1)).toMatchObject({ reactions: [{ key: "🎉", mine: true }] });
  const refused = await shown(projection, saying("failed"));
  expect(texts(refused)).toEqual(["mine", "theirs"]);
  expect(refused.at(-1)).toMatchObject({ reactions: [] });
  const deleting = holding([txnId("d"), { is: "redact", roomId: ROOM, eventId: idOf(mine) }]);
  expect(texts(await shown(projection, deleting))).toEqual(["(deleted)", "theirs"]);
});

test("M6 what cannot be read says why; a clear message in an encrypted room is marked", async () => {
  const projection = await openAna();
  const encryption = state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  await take(projection, [event("m.room.encrypted", { session_id: "s" }), message("clear")], {
    state: roomState([encryption]),
  });
  const rows = (await shown(projection)).filter(({ is }) => is !== "notice");
  expect(rows[0]).toMatchObject({ is: "undecryptable", reason: "not-sent-to-us", sender: { name: "ben" } });
  expect(rows[1]).toMatchObject({ is: "message", clearInEncrypted: true });
});

test("C4 an announcement counts only where it may be made, by whom it may be made", async () => {
  const projection = await openAna();
  const channel = state("club.paceline.channel", { v: 1, kind: "announcements" });
  const levels = state("m.room.power_levels", { users: { "@ben:example.org": 50 }, events_default: 0 });
  const announced = (sender: string) =>
    message("Winter", {
      sender,
      content: { msgtype: "m.text", body: "Winter", "club.paceline.announcement": { v: 1, title: "Winter" } },
    });
  const create = state("m.room.create", { room_version: "11" }, "", { sender: "@bot:example.org" });
  await take(projection, [announced("@ben:example.org"), announced("@ana:example.org")], {
    state: [...roomState(), create, channel, levels],
  });
  const rows = (await shown(projection)).filter((row): row is MessageRow => row.is === "message");
  expect(rows.map(({ announcement }) => announcement)).toEqual([{ title: "Winter" }, undefined]);
});
