import { count, figures } from "@paceline/testkit/counts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isAlert, isBusy } from "./entry.ts";
import type { Entry, OutboxRecord } from "./entry.ts";
import { ROOMS_AT_ONCE } from "./startable.ts";
import type { State } from "./state.ts";
import { ModelWorld } from "./testing/model-world.ts";
import type { Fate } from "./testing/model-world.ts";

type Act = (world: ModelWorld) => void;

const HOUR = 3_600_000;
const fate = fc.constantFrom<Fate>("answered", "cut-before", "cut-after", "limited");
const write = fc
  .record({
    room: fc.nat(ROOMS_AT_ONCE + 1),
    alert: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    refersTo: fc.option(fc.nat(20), { freq: 3 }),
    refuse: fc.integer({ min: 0, max: 11 }).map((n) => n === 0),
  })
  .map(({ room, alert, refersTo, refuse }): Act => (world) => {
    const target = refersTo === null ? undefined : world.written[refersTo % Math.max(1, world.written.length)];
    const usable = target !== undefined && !world.discarded.has(target.txnId) ? target.txnId : undefined;
    world.write(room, alert ? "alert" : "room", usable, refuse);
  });
const act = fc.oneof(
  { weight: 6, arbitrary: write },
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat(9), fate).map(
      ([at, how]): Act =>
        (world) =>
          world.network(at, how),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.boolean(), fc.boolean()).map(
      ([gap, again]): Act =>
        (w) =>
          w.sync(gap, again),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()).map(
      ([losing, arriving, other]): Act =>
        (world) =>
          world.crash(losing, arriving, other),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(500, 5_000, 60_000, 19 * HOUR, 30 * HOUR).map(
      (ms): Act =>
        (w) =>
          w.pass(ms),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((world) => world.reconnect()) },
  { weight: 1, arbitrary: fc.constant<Act>((world) => world.retryAll()) },
  {
    weight: 1,
    arbitrary: fc.nat(9).map(
      (at): Act =>
        (world) =>
          world.discard(at),
    ),
  },
);

/** What lies still although nothing holds it: an alert for no reason but its own failure, a room's first message for none but its own, or as many other rooms that send. */
function idle(state: State, now: number): readonly Entry[] {
  const firsts = new Set<string>();
  const full = busyRooms(state) === ROOMS_AT_ONCE;
  return [...state.entries.values()].filter((entry) => {
    if (entry.eventId !== undefined || entry.failure !== undefined || entry.refersTo.length > 0) return false;
    const ready = entry.phase.is === "ready";
    // An alert that may have arrived in another life waits for the first sync, and nothing else does.
    if (isAlert(entry)) return ready && (state.gate === "open" || !mayHaveArrived(entry, state, now));
    if (state.gate !== "open" || firsts.has(entry.intent.roomId)) return false;
    firsts.add(entry.intent.roomId);
    return ready && !full;
  });
}

const busyRooms = (state: State): number =>
  [...state.entries.values()].filter((entry) => !isAlert(entry) && isBusy(entry)).length;

const mayHaveArrived = ({ triedFrom }: Entry, state: State, now: number): boolean =>
  triedFrom.deviceId !== state.deviceId || now - triedFrom.at > 20 * HOUR;

const refers = ({ intent }: OutboxRecord): boolean => intent.is === "event" && "m.relates_to" in intent.content;

test("M11 whatever is cut, killed, doubled or late: nothing lost, nothing doubled, order kept", () => {
  const runs = count("M11 outbox histories", { quick: 1_500, prove: 40_000 });
  const seen = { written: 0, lost: 0, doubled: 0, disordered: 0 };
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
      const world = new ModelWorld((state, now) => {
        expect(idle(state, now)).toEqual([]);
        expect(busyRooms(state)).toBeLessThanOrEqual(ROOMS_AT_ONCE);
      });
      for (const each of acts) each(world);
      world.heal();

      const held = new Set(world.state.entries.keys());
      const timesOf = (record: OutboxRecord) =>
        world.server.timeline.filter(({ txnId }) => txnId === record.txnId).length;
      const due = world.written.filter(({ txnId }) => !held.has(txnId) && !world.discarded.has(txnId));
      const lost = due.filter((record) => timesOf(record) === 0);
      const doubled = world.written.filter((record) => timesOf(record) > 1);
      const orderly = new Set(
        world.written.filter((record) => !isAlert(record) && !refers(record)).map(({ txnId }) => txnId),
      );
      const rooms = Map.groupBy(
        world.server.timeline.filter(({ txnId }) => orderly.has(txnId)),
        ({ roomId }) => roomId,
      );
      const disordered = [...rooms.values()].filter((events) =>
        events.some(({ number }, at) => at > 0 && number < (events[at - 1]?.number ?? 0)),
      );
      seen.written += world.written.length;
      seen.lost += lost.length;
      seen.doubled += doubled.length;
      seen.disordered += disordered.length;
      expect({ open: world.open(), lost, doubled, disordered }).toEqual({
        open: [],
        lost: [],
        doubled: [],
        disordered: [],
      });
    }),
    { numRuns: runs },
  );
  figures("M11 outbox on a model server", seen);
});
