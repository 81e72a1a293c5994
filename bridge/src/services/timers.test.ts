import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { NS } from "@paceline/protocol";
import type { Language } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import type { Intent } from "../mapping/intent.ts";
import { createCardStore } from "../store/card-store.ts";
import { createOutboxStore } from "../store/outbox-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { createTimerStore } from "../store/timer-store.ts";
import { CIRCLE, knownCircle } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { ANA, BEN, BOT } from "../testing/world.ts";
import { createTimers, LONGEST_MS, MOST_ARMED } from "./timers.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
afterEach(() => void vi.useRealTimers());

/** Timers on a clock of ours; `restart` leaves the process behind and begins another on the same data. */
const scene = () => {
  vi.useFakeTimers({ now: NOON });
  const db = memoryDatabase();
  knownCircle(db);
  const outboxStore = createOutboxStore(db);
  const fired: string[] = [];
  let failing = false;
  const begin = () => {
    const timers = createTimers({
      db,
      store: createTimerStore(db),
      outboxStore,
      outbox: { wake: () => undefined },
      fired: ({ id }) => {
        if (failing) throw new TypeError("bug");
        fired.push(id);
      },
      committed: () => undefined,
      known: () => ({ rooms: createRoomStore(db), cards: createCardStore(db), bot: BOT, now: Date.now() }),
      log: recordedLog().log,
      now: Date.now,
    });
    timers.start();
    return timers;
  };
  let timers = begin();
  return {
    db,
    fired,
    timers: () => timers,
    restart: () => {
      timers.stop();
      timers = begin();
    },
    fail: (now: boolean) => (failing = now),
    arm: (id: string, inMs: number, seq = 0, language: Language = "en") =>
      timers.arm(ANA, id, { circle: CIRCLE, alertAt: Date.now() + inMs, seq, language }),
    passes: (ms: number) => vi.advanceTimersByTime(ms),
    planned: () =>
      db
        .prepare("SELECT intent, lane, urgent FROM own_outbox ORDER BY id")
        .all()
        .map(({ lane, urgent, intent }) => ({ lane, urgent, intent: JSON.parse(String(intent)) as Intent })),
  };
};

test("S5 an overdue timer makes one readable line with its alert and the mention of each contact, then the bell", () => {
  const { arm, passes, planned } = scene();
  arm("timer-1", 60_000);
  passes(59_000);
  expect(planned()).toEqual([]);
  passes(2_000);
  const [line, bell, ...more] = planned();
  expect(more).toEqual([]);
  expect([line?.urgent, line?.lane, bell?.lane]).toEqual([1, `alert ${CIRCLE}`, `alert ${CIRCLE}`]);
  expect(bell?.intent).toMatchObject({ do: "send", room: CIRCLE, type: `${NS}.sos_bell`, content: { v: 1 } });
  expect(line?.intent).toMatchObject({ do: "send", room: CIRCLE, type: "m.room.message" });
  const content = line?.intent.do === "send" ? (line.intent.content as Record<string, unknown>) : {};
  expect(content["body"]).toContain("ana Name's safety timer is overdue since 12:01 UTC");
  expect(content["m.mentions"]).toEqual({ user_ids: [BEN] });
  expect(decode("alert", content)).toMatchObject({
    is: "valid",
    value: { identifier: "timer-1", sender: BOT, status: "Actual", msgType: "Alert" },
  });
});

test("S5 the line is in the athlete's language, by the last heartbeat, also after a restart", () => {
  const { arm, passes, planned, restart } = scene();
  arm("timer-1", 60_000, 0);
  arm("timer-1", 60_000, 1, "de");
  restart();
  passes(61_000);
  const [line] = planned();
  const content = line?.intent.do === "send" ? (line.intent.content as Record<string, unknown>) : {};
  expect(content["body"]).toContain("Der Timer von ana Name ist seit 12:01 UTC überfällig.");
  expect(decode("alert", content)).toMatchObject({ value: { identifier: "timer-1", info: { language: "de" } } });
});

test("S5 a heartbeat moves the time on, and one that comes late changes nothing", () => {
  const { arm, passes, fired, timers } = scene();
  arm("timer-1", 1_000, 1);
  expect(arm("timer-1", 60_000, 3)).toMatchObject({ value: { seq: 3 } });
  expect(arm("timer-1", 2_000, 2)).toMatchObject({ value: { seq: 3, alertAt: NOON + 60_000 } });
  passes(59_000);
  expect([fired, timers().get(ANA, "timer-1")?.state]).toEqual([[], "armed"]);
  passes(2_000);
  expect([fired, timers().get(ANA, "timer-1")?.state]).toEqual([["timer-1"], "fired"]);
  expect(arm("timer-1", 60_000, 4)).toMatchObject({ value: { seq: 3, state: "fired" } });
});

test("S5 an ended timer never fires, also when an order for it comes after its end or when it was ended before it was armed", () => {
  const { arm, passes, fired, timers } = scene();
  arm("timer-1", 1_000, 1);
  timers().end(ANA, "timer-1");
  expect(arm("timer-1", 1_000, 2)).toMatchObject({ value: { state: "ended", seq: 1 } });
  timers().end(ANA, "timer-2");
  expect(arm("timer-2", 1_000)).toMatchObject({ ok: true, value: undefined });
  passes(10_000);
  expect(fired).toEqual([]);
});

test("S5 what fired stays fired when it is ended afterwards", () => {
  const { arm, passes, timers } = scene();
  arm("timer-1", 1_000);
  passes(2_000);
  timers().end(ANA, "timer-1");
  expect(timers().get(ANA, "timer-1")?.state).toBe("fired");
});

test("S5 a timer that runs too long or is one too many is refused; moving one that runs is not", () => {
  const { arm } = scene();
  expect(arm("far", LONGEST_MS + 1)).toMatchObject({ failure: { code: "TOO_FAR" } });
  for (let number = 0; number < MOST_ARMED; number++) expect(arm(`timer-${number}`, LONGEST_MS).ok).toBe(true);
  expect(arm("another", 1_000)).toMatchObject({ failure: { code: "TOO_MANY" } });
  expect(arm("timer-0", 1_000, 1)).toMatchObject({ value: { seq: 1 } });
});

test("S5 a timer that cannot fire stays armed, holds up no other and fires when it can", () => {
  const { arm, passes, fired, fail, planned, timers } = scene();
  arm("timer-1", 1_000);
  fail(true);
  passes(5_000);
  expect([timers().get(ANA, "timer-1")?.state, planned()]).toEqual(["armed", []]);
  fail(false);
  arm("timer-2", 0);
  passes(1_000);
  expect(fired).toEqual(["timer-1", "timer-2"]);
  expect(planned()).toHaveLength(4);
});

test("S5 over any order of arming, moving, ending, waiting and restarts: a timer fires at most once, when due, and never after its end", () => {
  const id = fc.constantFrom("a", "b", "c");
  const step = fc.oneof(
    fc.record({
      do: fc.constant("arm" as const),
      id,
      inMs: fc.integer({ min: 0, max: 5_000 }),
      seq: fc.nat({ max: 6 }),
    }),
    fc.record({ do: fc.constant("end" as const), id }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 3_000 }) }),
    fc.record({ do: fc.constant("restart" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { arm, passes, fired, restart, timers } = scene();
      /** By timer: number and time of the newest order, or that it was ended. */
      const model = new Map<string, { seq: number; at: number } | "ended">();
      for (const taken of steps) {
        const before = fired.length;
        if (taken.do === "arm") {
          const last = model.get(taken.id);
          const open = !fired.includes(taken.id) && last !== "ended" && taken.seq > (last?.seq ?? -1);
          arm(taken.id, taken.inMs, taken.seq);
          if (open) model.set(taken.id, { seq: taken.seq, at: Date.now() + taken.inMs });
        } else if (taken.do === "end") {
          timers().end(ANA, taken.id);
          model.set(taken.id, "ended");
        } else if (taken.do === "wait") passes(taken.ms);
        else restart();
        for (const rung of fired.slice(before)) {
          const order = model.get(rung);
          expect(order === "ended" || order === undefined ? Infinity : order.at).toBeLessThanOrEqual(Date.now());
        }
      }
      passes(10_000);
      expect(new Set(fired).size).toBe(fired.length);
      const open = [...model].filter(([, order]) => order !== "ended").map(([timer]) => timer);
      expect(fired).toEqual(expect.arrayContaining(open));
      timers().stop();
    }),
    { numRuns: 60 },
  );
});
