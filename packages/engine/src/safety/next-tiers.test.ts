import { sosAlert } from "@paceline/domain/safety";
import type { LogicalAlert } from "@paceline/domain/safety";
import { eventId, failed, ok, roomId, userId } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import type { DelayCode, DelayedEvents, DelayId } from "../matrix/delayed-events.ts";
import type { Database } from "../projection/database.ts";
import { dropOthers, holdLaterTiers } from "./later-tiers.ts";
import { NextTiers } from "./next-tiers.ts";
import type { NextTiersParts } from "./next-tiers.ts";

const ROOM = roomId("!circle");
const [ana, ben, cleo, dan] = ["ana", "ben", "cleo", "dan"].map((name) => userId(`@${name}:example.org`));
const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const message = sosAlert({
  identifier: "sos-1",
  athlete: ana as never,
  name: "Ana",
  language: "en",
  sentMs: NOW,
  silent: false,
  drill: false,
});
const circle = {
  room: ROOM,
  me: ana,
  name: "Ana",
  athlete: ana,
  athleteName: "Ana",
  contacts: [ben, cleo, dan],
  firstTier: [ben],
  laterTiers: [[cleo], [dan]],
  escalateMs: 5 * MINUTE,
} as unknown as NonNullable<Awaited<ReturnType<NextTiersParts["mine"]>>>;
const open: LogicalAlert = {
  identifier: "sos-1",
  cause: "sos",
  status: "Actual",
  block: message.block,
  eventId: eventId("$sos"),
  sentMs: NOW,
  state: "sent",
  acks: [],
  deliveredTo: [],
};
const ack = { user: ben, ts: NOW + MINUTE, eventId: eventId("$ok"), by: "text" } as never;

/** A homeserver that holds events, a disk, and a circle that says what a test wants. */
function world(alert: LogicalAlert = open) {
  const held = new Map<DelayId, { type: string; content: Content; delayMs: number }>();
  const meta = new Map<unknown, unknown>();
  const now = { ms: NOW };
  const state = { alert, answer: undefined as Result<never, DelayCode> | undefined, cancels: true, asked: 0 };
  const delayed = {
    schedule: async (_room: unknown, type: string, content: Content, delayMs: number, id: string) => {
      state.asked += 1;
      if (state.answer !== undefined) return state.answer;
      held.set(id, { type, content, delayMs });
      return ok(id);
    },
    cancel: async (id: DelayId) => {
      if (!state.cancels) return failed("lost", "later");
      return ok(held.delete(id) ? "cancelled" : "gone");
    },
    waiting: async () => ok([...held].map(([id, { type }]) => ({ id, roomId: ROOM, type }))),
  } as unknown as DelayedEvents;
  const database = {
    get: async (_table: string, key: unknown) => meta.get(key),
    write: async ([write]: readonly { readonly put?: string; readonly key: unknown; readonly value?: unknown }[]) => {
      if (write?.put === undefined) meta.clear();
      else meta.set(write.key, write.value);
    },
  } as unknown as Database;
  const start = () =>
    new NextTiers({
      delayed,
      database,
      mine: async () => circle,
      alerts: async () => [state.alert],
      now: () => now.ms,
    });
  return { held, meta, now, state, delayed, start };
}

test("S6 each later tier is held as an alert with a bell, one term after the other, for its own contacts", async () => {
  const { held, start } = world();
  const tiers = start();
  await tiers.begin(message);
  await tiers.look();
  const all = [...held.values()];
  expect(all.map(({ type, delayMs }) => [type, delayMs / MINUTE])).toEqual([
    ["m.room.message", 5],
    ["club.paceline.sos_bell", 5],
    ["m.room.message", 10],
    ["club.paceline.sos_bell", 10],
  ]);
  expect(all.flatMap(({ content }) => content["m.mentions"] ?? [])).toEqual([
    { user_ids: [cleo] },
    { user_ids: [dan] },
  ]);
  await tiers.look();
  expect(held.size).toBe(4);
});

test.each([
  ["somebody answers", { ...open, acks: [ack] }],
  ["all is well", { ...open, ended: { ts: NOW + MINUTE, eventId: eventId("$clear"), readBy: [] } }],
])("S6 when %s nobody else is alerted, also after a restart and a lost answer", async (_why, alert) => {
  const { held, meta, state, start } = world();
  const before = start();
  await before.begin(message);
  await before.look();
  state.alert = alert;
  state.cancels = false;
  const after = start();
  await after.look();
  expect(held.size).toBe(4);
  state.cancels = true;
  await after.look();
  expect([held.size, meta.size]).toEqual([0, 0]);
});

test("S6 a forced all-clear stops nothing: who answered before it does not know of it", async () => {
  const { held, state, start } = world();
  const tiers = start();
  await tiers.begin(message);
  await tiers.look();
  state.alert = { ...open, acks: [ack], duress: { ms: NOW + 2 * MINUTE, acks: [] } };
  await tiers.look();
  expect(held.size).toBe(4);
});

test("S6 what was lost is asked for again under the same names, what is refused is not", async () => {
  const { held, state, start } = world();
  const tiers = start();
  await tiers.begin(message);
  state.answer = failed("lost", "later");
  await tiers.look();
  expect(held.size).toBe(0);
  state.answer = undefined;
  await tiers.look();
  expect(held.size).toBe(4);

  const refused = world();
  refused.state.answer = failed("unsupported", "never");
  const other = refused.start();
  await other.begin(message);
  await other.look();
  await other.look();
  expect(refused.state.asked).toBe(1);
});

test("S6 an alert that is still on its way counts from now, because it bears the time of a device's clock", async () => {
  const { held, start } = world({ ...open, state: "queued", eventId: undefined, sentMs: NOW - 180 * MINUTE } as never);
  const tiers = start();
  await tiers.begin(message);
  await tiers.look();
  expect([...held.values()].map(({ delayMs }) => delayMs / MINUTE)).toEqual([5, 5, 10, 10]);
});

test("S6 where one tier's alert fails none of its kind stays behind, and one too far ahead is left out alone", async () => {
  const { held, delayed, state } = world();
  const wish = { circle, name: "n", message, firstMs: NOW, now: () => NOW };
  const third: DelayedEvents["schedule"] = (room, type, content, delayMs, id) =>
    state.asked === 2
      ? Promise.resolve(failed("too-many", "later"))
      : delayed.schedule(room, type, content, delayMs, id);
  expect(await holdLaterTiers({ ...delayed, schedule: third }, wish)).toMatchObject({ failure: { code: "too-many" } });
  expect(held.size).toBe(0);
  const near: DelayedEvents["schedule"] = (room, type, content, delayMs, id) =>
    delayMs > 6 * MINUTE
      ? Promise.resolve(failed("too-long", "never"))
      : delayed.schedule(room, type, content, delayMs, id);
  expect(await holdLaterTiers({ ...delayed, schedule: near }, wish)).toMatchObject({ ok: true });
  expect(held.size).toBe(2);
});

test("S5 cleaning up after a timer takes alerts of the circle alone, never the end of a share, another room, or a later tier", async () => {
  const { held, delayed, state, start } = world();
  const tiers = start();
  await tiers.begin(message);
  // Nothing is cleaned up while it is unknown what the server holds.
  state.answer = failed("lost", "later");
  await tiers.look();
  expect(await tiers.quietly(async () => "done")).toMatchObject({ failure: { code: "unsure" } });
  state.answer = undefined;
  await tiers.look();
  const kept = [...held.keys()];
  held.set("share-ends", { type: "org.matrix.msc3672.beacon_info", content: {}, delayMs: 1 });
  held.set("forgotten", { type: "m.room.encrypted", content: {}, delayMs: 1 });
  held.set("timer", { type: "m.room.encrypted", content: {}, delayMs: 1 });
  const clean = (ids: readonly DelayId[]) => dropOthers(delayed, roomId("!elsewhere"), ids);
  expect(await tiers.quietly(clean)).toEqual(ok(true));
  expect(held.size).toBe(7);
  // The tiers of this world are held under their plain type.
  expect(await tiers.quietly((ids) => dropOthers(delayed, ROOM, ["timer", ...ids]))).toEqual(ok(true));
  expect([...held.keys()]).toEqual([...kept, "share-ends", "timer"]);
});

test("S6 new devices have what is held sealed anew, the old goes only after the new is kept, and what is due at once stays", async () => {
  const { held, now, state, start } = world();
  const tiers = start();
  await tiers.begin(message);
  await tiers.look();
  const first = [...held.keys()];
  tiers.renew();
  state.cancels = false;
  await tiers.look();
  expect(held.size).toBe(8);
  state.cancels = true;
  await tiers.look();
  expect(held.size).toBe(4);
  expect(first.filter((id) => held.has(id))).toEqual([]);

  // The second tier is alerted in these seconds; the third is sealed again.
  now.ms = NOW + 5 * MINUTE - 5_000;
  const second = [...held.keys()];
  tiers.renew();
  await tiers.look();
  expect(second.filter((id) => held.has(id))).toEqual(second.slice(0, 2));
  expect(held.size).toBe(4);
});

test("S5 the later tiers of a timer that the homeserver fired are taken over as they are, sealed anew for new devices, and called off by an answer", async () => {
  const { held, meta, state, delayed, start } = world();
  const wish = { circle, name: "timer", message, firstMs: NOW, now: () => NOW };
  const before = await holdLaterTiers(delayed, wish);
  const first = [...held.keys()];
  const tiers = start();
  // What a start does not know is looked at before there is anything.
  await tiers.look();
  if (before.ok) await tiers.adopt(message, before.value, NOW);
  if (before.ok) await tiers.adopt(message, before.value, NOW);
  await tiers.look();
  expect([...held.keys()]).toEqual(first);
  expect(await tiers.quietly(async (ids) => ids)).toEqual(ok(first));
  tiers.renew();
  await tiers.look();
  expect(held.size).toBe(4);
  expect(first.filter((id) => held.has(id))).toEqual([]);
  state.alert = { ...open, acks: [ack] };
  await tiers.look();
  expect([held.size, meta.size]).toEqual([0, 0]);
});

test("S6 sealing anew whose answer was lost is asked for again under its own name, and nothing is cleaned up before", async () => {
  const { held, state, start } = world();
  const tiers = start();
  await tiers.begin(message);
  await tiers.look();
  tiers.renew();
  state.answer = failed("lost", "later");
  await tiers.look();
  expect(held.size).toBe(4);
  expect(await tiers.quietly(async () => "done")).toMatchObject({ failure: { code: "unsure" } });
  state.answer = undefined;
  await tiers.look();
  expect(await tiers.quietly(async (ids) => ids.length)).toEqual(ok(4));
  // A start does not know for whose devices the last one sealed.
  const before = [...held.keys()];
  await start().look();
  expect(before.filter((id) => held.has(id))).toEqual([]);
});
