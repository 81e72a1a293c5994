import { beacon, beaconInfo } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO, eventId, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ingestSync } from "../ingest/sync-ingest.ts";
import type { SyncIngesting } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { Projection } from "../projection/projection.ts";
import { ANA, openAna } from "../testing/open-projection.ts";
import { event, message, roomState, state, sync } from "../testing/sync-builder.ts";
import { ShareBook } from "./book.ts";
import { ShareHearing } from "./hearing.ts";
import { shareRow, trailOf } from "./share-rows.ts";

const ROOM = roomId("!ride");
const BEN = "@ben:example.org";
const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;
const NOW = T0 + HOUR / 2;

function setUp(projection: Projection) {
  const bad: string[] = [];
  const how: SyncIngesting = {
    me: ANA,
    decryptor: { decrypt: async () => ({ is: "unreadable", reason: "no-key-yet", session: "session" }) },
    now: () => NOW,
    onMalformed: () => undefined,
    onBroken: () => void bad.push("event"),
    onBrokenRoom: (reason) => void bad.push(reason),
  };
  const book = new ShareBook(projection.database);
  const hearing = new ShareHearing({ book, now: () => NOW, open: async () => undefined });
  async function take(response: Content): Promise<boolean> {
    const { batch } = await ingestSync(projection, response, how);
    await projection.commit({ ...batch, extra: await hearing.stage(batch) });
    return book.take();
  }
  return { book, take, bad };
}

const began = (id: string, content: unknown = beaconInfo(true, T0, HOUR), key = BEN, sender = key) =>
  state(BEACON_INFO, content, key, { event_id: id, sender });
const told = (share: string, ts: number, more: Content = {}) =>
  event(BEACON, beacon(eventId(share), [{ ts, latitude: 48, longitude: 11 }], undefined), more);

test("S2 a share, its positions and its end; no position moves a count, the order or the last line of a room", async () => {
  const projection = await openAna();
  const { book, take } = setUp(projection);
  await take(sync({ [ROOM]: { state: roomState(), timeline: [message("hello"), began("$share")] } }));
  const before = projection.rooms.get(ROOM);
  expect(await take(sync({ [ROOM]: { timeline: [told("$share", T0 + 2_000), told("$share", T0 + 1_000)] } }))).toBe(
    true,
  );
  expect(projection.rooms.get(ROOM)).toBe(before);
  expect(await projection.items(ROOM, Infinity, 100)).toHaveLength(2);
  expect((await book.all()).map(({ heard }) => heard.map(({ ts }) => ts))).toEqual([[T0 + 1_000, T0 + 2_000]]);

  await take(sync({ [ROOM]: { timeline: [began("$end", beaconInfo(false, T0, HOUR))] } }));
  expect(await book.all()).toMatchObject([{ id: "$share", live: false }]);
});

test("S2 shares and their newest places are there after a restart", async () => {
  const projection = await openAna();
  const { take } = setUp(projection);
  await take(sync({ [ROOM]: { state: roomState([began("$share")]), timeline: [told("$share", T0 + 5_000)] } }));
  expect(await new ShareBook(projection.database).all()).toMatchObject([
    { id: "$share", room: ROOM, heard: [{ ts: T0 + 5_000 }] },
  ]);
});

test("S2 a redacted position is gone, a redacted share ends, somebody else's position is none", async () => {
  const projection = await openAna();
  const { book, take } = setUp(projection);
  const own = told("$share", T0 + 5_000);
  await take(
    sync({
      [ROOM]: { state: roomState([began("$share")]), timeline: [own, told("$share", T0 + 6_000, { sender: ANA })] },
    }),
  );
  expect((await book.all())[0]?.heard).toHaveLength(1);
  await take(sync({ [ROOM]: { timeline: [event("m.room.redaction", { redacts: own["event_id"] })] } }));
  expect((await book.all())[0]?.heard).toHaveLength(0);
  await take(sync({ [ROOM]: { timeline: [began("$share", {})] } }));
  expect((await book.all())[0]?.live).toBe(false);
});

test("S2 a position that cannot be read yet is no message", async () => {
  const projection = await openAna();
  const { take } = setUp(projection);
  await take(sync({ [ROOM]: { state: roomState([began("$share")]), timeline: [message("hello")] } }));
  const relation = { rel_type: "m.reference", event_id: "$share" };
  await take(sync({ [ROOM]: { timeline: [event("m.room.encrypted", { algorithm: "x", "m.relates_to": relation })] } }));
  expect(projection.rooms.get(ROOM)).toMatchObject({ unread: 1, last: { preview: { kind: "text" } } });
});

test("S2 a thousand hostile shares at once are no share, throw nothing and set no timer", async () => {
  const projection = await openAna();
  const { book, take, bad } = setUp(projection);
  const contents = [
    beaconInfo(true, T0, 3e12),
    beaconInfo(true, T0 + 1e12, HOUR),
    { ...beaconInfo(true, T0, HOUR), timeout: Number.NaN },
    { ...beaconInfo(true, T0, HOUR), "org.matrix.msc3488.ts": "now" },
    beaconInfo(true, T0, -1),
  ];
  const hostile = Array.from({ length: 1_000 }, (_, at) =>
    at % 2 === 0
      ? began(`$h${at}`, beaconInfo(true, T0, HOUR), `key-${at}`, BEN)
      : began(`$h${at}`, contents[at % contents.length], `@user${at}:example.org`),
  );
  expect(await take(sync({ [ROOM]: { state: roomState(), timeline: hostile } }))).toBe(false);
  expect(await book.all()).toEqual([]);
  expect(bad).toEqual([]);
});

test("S2 a row goes stale after three missed positions, ends by the clock, and is gone an hour later", async () => {
  const projection = await openAna();
  const { book, take } = setUp(projection);
  await take(sync({ [ROOM]: { state: roomState([began("$share")]), timeline: [told("$share", T0 + 10_000)] } }));
  const [share] = await book.all();
  const room = projection.rooms.get(ROOM);
  if (share === undefined || room === undefined) throw new Error("the share is there");
  const seen = {
    share,
    room,
    state: await projection.state(ROOM),
    me: ANA,
    mine: undefined,
    sharers: 1,
    card: undefined,
    meetup: undefined,
    trail: 500,
  };
  const at = (now: number) => shareRow(seen, now);
  expect(at(T0 + 20_000)).toMatchObject({ row: { live: true, stale: false, mine: false }, changesMs: T0 + 100_000 });
  expect(at(T0 + 100_000)).toMatchObject({ row: { live: true, stale: true }, changesMs: T0 + HOUR });
  expect(at(T0 + HOUR)).toMatchObject({ row: { live: false, stale: false }, changesMs: T0 + 2 * HOUR });
  expect(at(T0 + 2 * HOUR)).toBeUndefined();

  // Missed is what was to be expected: less often with a battery that runs low, and of a phone with another app, whose pace is its own.
  const staleOf = (measured: { battery_pct?: number; by?: string }) =>
    shareRow(
      { ...seen, share: { ...share, heard: share.heard.map((one) => ({ ...one, speed_mps: 9, ...measured })) } },
      T0 + 10_000,
    )?.changesMs;
  expect([{}, { battery_pct: 10 }, { by: "phone" }].map(staleOf)).toEqual(
    [25_000, 40_000, 100_000].map((ms) => T0 + ms),
  );
});

test("S2 trails become short where many share", () => {
  expect([1, 30, 500, 5_000].map(trailOf)).toEqual([500, 128, 8, 1]);
});
