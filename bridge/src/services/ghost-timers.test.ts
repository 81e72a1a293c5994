import { expect, test } from "vitest";
import { NS, ok } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import { createOutboxStore } from "../store/outbox-store.ts";
import type { Ghost } from "../store/ghost-store.ts";
import { createTimerStore } from "../store/timer-store.ts";
import { CIRCLE } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA } from "../testing/world.ts";
import { createGhostTimers } from "./ghost-timers.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const MINUTE_MS = 60_000;
const GHOST: Ghost = { user: ANA, platform: "acme", athlete: "ana", name: "Ana", circle: CIRCLE };
const due = (minutes: number, graceMinutes = 20) => ({
  dueMs: NOON + minutes * MINUTE_MS,
  graceMs: graceMinutes * MINUTE_MS,
});

const scene = () => {
  const db = memoryDatabase();
  const store = createTimerStore(db);
  const timers = createGhostTimers({
    timers: {
      arm: (user, id, order) => {
        const before = store.get(user, id);
        if (before !== undefined && (before.state !== "armed" || before.seq >= order.seq)) return ok(before);
        store.put({ user, id, ...order, state: "armed", storedAt: NOON });
        return ok(store.get(user, id));
      },
      end: (user, id) => store.end(user, id, NOON),
      get: (user, id) => store.get(user, id),
    },
    outboxStore: createOutboxStore(db),
    outbox: { wake: () => undefined },
    now: () => NOON,
  });
  const lines = () =>
    db
      .prepare("SELECT intent FROM own_outbox ORDER BY id")
      .all()
      .map(({ intent }) => JSON.parse(String(intent)));
  return { store, timers, lines };
};

test("S5 an athlete's room reads when a timer starts, when it is given more time and when it ends, each once and in the athlete's name", () => {
  const { timers, lines } = scene();
  for (const _time of [1, 2]) timers.arm(GHOST, "timer-1", CIRCLE, due(30));
  timers.extend(GHOST, "timer-1", due(60, 10));
  for (const _time of [1, 2]) timers.end(GHOST, "timer-1");
  const said = lines();
  expect(said.map(({ content }) => content[`${NS}.safety_timer`])).toMatchObject([
    { id: "timer-1", state: "armed", due: "2026-11-21T12:30:00.000Z", grace_s: 1_200 },
    { id: "timer-1", state: "extended", due: "2026-11-21T13:00:00.000Z", grace_s: 600 },
    { id: "timer-1", state: "ended" },
  ]);
  for (const { content } of said) expect(decode("safetyTimer", content)).toMatchObject({ is: "valid" });
  expect(said[0]).toMatchObject({ do: "send", room: CIRCLE, type: "m.room.message", as: ANA });
  expect(said[0].content.body).toContain("Ana has set a safety timer: back by 12:30 UTC");
  expect(said[0].content.body).toContain("12:50 UTC");
});

test("B5 in a room that has been encrypted by then the athlete's lines are not said", () => {
  const { timers, lines } = scene();
  timers.arm(GHOST, "timer-1", CIRCLE, due(30));
  expect(lines()[0]).not.toHaveProperty("whenEncrypted");
});

test("S5 time is only ever added, a timer that is not there is not ended, and one that fired says nothing of an end", () => {
  const { timers, lines, store } = scene();
  expect(timers.end(GHOST, "timer-0")).toMatchObject({ failure: { code: "NO_TIMER" } });
  timers.arm(GHOST, "timer-1", CIRCLE, due(30));
  expect(timers.extend(GHOST, "timer-1", due(10))).toMatchObject({ failure: { code: "NOT_BACK" } });
  expect(timers.extend(GHOST, "timer-2", due(10))).toMatchObject({ failure: { code: "NO_TIMER" } });
  store.put({ ...timers.get(GHOST, "timer-1")!, state: "fired" });
  expect(timers.end(GHOST, "timer-1")).toMatchObject({ value: { state: "fired" } });
  expect(lines()).toHaveLength(1);
});
