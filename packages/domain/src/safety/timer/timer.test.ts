import { describe, expect, test } from "vitest";
import { SafetyWorld } from "../../../test/safety-world.ts";
import { armTimer, extensionProblem, heartbeatMs, isSettled, step, timerRow, wakeMs } from "../index.ts";
import type { Step, TimerEvent, TimerWish } from "../index.ts";

const NOW = Date.UTC(2026, 10, 22, 14);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const wish: TimerWish = {
  id: "timer-1",
  mode: "eta",
  dueMs: NOW + HOUR,
  graceMs: 20 * MINUTE,
  maxDelayMs: 7 * 24 * HOUR,
  online: true,
};
const ALERT = NOW + 80 * MINUTE;
const after = (first: Step, ...events: readonly (readonly [TimerEvent, number])[]): Step =>
  events.reduce((last, [event, now]) => step(last.timer, event, now), first);
const scheduled = (seq: number, firesMs = ALERT): TimerEvent => ({
  is: "scheduled",
  seq,
  delayIds: [`d${seq}`],
  firesMs,
});
const stored = (seq: number, untilMs = ALERT): TimerEvent => ({
  is: "bridge-stored",
  seq,
  untilMs,
  atMs: NOW,
  state: "armed",
});
const armed = () => after(armTimer(wish, NOW), [scheduled(1), NOW], [stored(2), NOW]).timer;
const row = ({ timer }: Step, now = NOW) => timerRow(timer, now);

describe("protection", () => {
  test("S5 arming asks both; each confirmation counts for itself, and only both are full", () => {
    const first = armTimer(wish, NOW);
    expect(first.effects).toEqual([
      { do: "schedule", seq: 1, firesMs: ALERT },
      { do: "tellBridge", seq: 2, alertAtMs: ALERT },
    ]);
    expect(row(first)).toMatchObject({ state: "arming", homeserver: { is: "asking" }, protection: { is: "none" } });
    const half = after(first, [stored(2), NOW]);
    expect(row(half)).toMatchObject({ state: "armed", protection: { is: "half", untilMs: ALERT } });
    expect(half.effects).toEqual([{ do: "tellCircle", line: "armed", dueMs: wish.dueMs }]);
    expect(row(after(half, [scheduled(1), NOW]))).toMatchObject({ protection: { is: "full", untilMs: ALERT } });
  });

  test("S5 whom the bridge reaches without the homeserver is what it said last", () => {
    const said = (seq: number, push: number): TimerEvent =>
      ({ ...stored(seq), reach: { push, mail: 1 } }) as TimerEvent;
    const first = after(armTimer(wish, NOW), [scheduled(1), NOW], [said(2, 0), NOW]);
    expect(row(first)).toMatchObject({ bridge: { is: "held", reach: { push: 0, mail: 1 } } });
    const beat = after(first, [{ is: "heartbeat" }, NOW + MINUTE], [said(4, 2), NOW + MINUTE]);
    expect(row(beat)).toMatchObject({ bridge: { reach: { push: 2, mail: 1 } } });
  });

  test("S5 a bridge that keeps whole seconds is asked once", () => {
    const odd = armTimer({ ...wish, dueMs: wish.dueMs + 321 }, NOW);
    const held = after(odd, [scheduled(1, ALERT + 321), NOW], [stored(2, ALERT), NOW]);
    expect(row(held)).toMatchObject({ protection: { is: "full", untilMs: ALERT } });
    expect(held.effects).not.toContainEqual(expect.objectContaining({ do: "tellBridge" }));
    expect(step(held.timer, { is: "tick" }, NOW + SECOND).effects).toEqual([]);
  });

  test.each(["unsupported", "too-many", "refused", "no-contact"] as const)(
    "S10 a homeserver that says %s leaves half, with that reason, and is asked again at the next heartbeat",
    (why) => {
      const half = after(armTimer(wish, NOW), [stored(2), NOW], [{ is: "schedule-refused", seq: 1, why }, NOW]);
      expect(row(half)).toMatchObject({ homeserver: { is: "not", why }, protection: { is: "half" } });
      const beat = step(half.timer, { is: "tick" }, wakeMs(half.timer) ?? 0);
      expect(beat.effects).toContainEqual({ do: "schedule", seq: 3, firesMs: ALERT });
    },
  );

  test("S10 a place that does not answer is one without a connection, until it is asked again or answers", () => {
    const half = after(armTimer(wish, NOW), [scheduled(1), NOW], [{ is: "bridge-lost", seq: 2 }, NOW]);
    expect(row(half)).toMatchObject({ bridge: { is: "not", why: "offline" }, protection: { is: "half" } });
    const again = step(half.timer, { is: "tick" }, NOW + 5 * SECOND);
    expect(again.effects).toContainEqual({ do: "tellBridge", seq: 3, alertAtMs: ALERT });
    expect(row(again)).toMatchObject({ bridge: { is: "asking" } });
    const none = after(
      armTimer(wish, NOW),
      [{ is: "schedule-lost", seq: 1 }, NOW],
      [{ is: "bridge-lost", seq: 2 }, NOW],
    );
    expect(row(none)).toMatchObject({ homeserver: { is: "not", why: "offline" }, protection: { is: "none" } });
  });

  test("S10 offline from the start nothing is asked and nothing protects, until there is a network", () => {
    const alone = armTimer({ ...wish, online: false }, NOW);
    expect(alone.effects).toEqual([]);
    expect(row(alone)).toMatchObject({ homeserver: { is: "not", why: "offline" }, protection: { is: "none" } });
    expect(step(alone.timer, { is: "online" }, NOW).effects).toHaveLength(2);
  });

  test("S5 a time that the server cannot hold is left to the bridge until it can, because an alert in steps would come early", () => {
    const far = armTimer({ ...wish, maxDelayMs: HOUR }, NOW);
    expect(far.effects).toEqual([{ do: "tellBridge", seq: 1, alertAtMs: ALERT }]);
    expect(row(after(far, [stored(1), NOW]))).toMatchObject({
      homeserver: { is: "not", why: "too-long" },
      protection: { is: "half" },
    });
    const near = after(far, [stored(1), NOW], [{ is: "heartbeat" }, NOW + 21 * MINUTE]);
    expect(near.effects).toContainEqual({ do: "schedule", seq: 2, firesMs: ALERT });
  });

  test("S10 a longer time counts from when it is confirmed: until then the row says the old one", () => {
    const asked = step(armed(), { is: "extended", dueMs: wish.dueMs + HOUR }, NOW);
    expect(row(asked)).toMatchObject({ dueMs: wish.dueMs + HOUR, protection: { is: "full", untilMs: ALERT } });
    const half = after(asked, [stored(4, ALERT + HOUR), NOW]);
    expect(row(half)).toMatchObject({ protection: { untilMs: ALERT } });
    expect(row(after(half, [scheduled(3, ALERT + HOUR), NOW]))).toMatchObject({
      protection: { untilMs: ALERT + HOUR },
    });
  });
});

describe("what the circle hears", () => {
  const told = (first: Step, ...events: readonly TimerEvent[]): readonly string[] => {
    const lines: string[] = [];
    let last = first;
    for (const event of events) {
      last = step(last.timer, event, NOW);
      for (const effect of last.effects) if (effect.do === "tellCircle") lines.push(effect.line);
    }
    return lines;
  };
  const life: readonly TimerEvent[] = [
    scheduled(1),
    stored(2),
    { is: "extended", dueMs: wish.dueMs + HOUR },
    { is: "ended", duress: false },
  ];

  test("S5 start, more time and end are told, unless the athlete chose at the start that nobody is", () => {
    expect(told(armTimer(wish, NOW), ...life)).toEqual(["armed", "extended", "ended"]);
    const hidden = armTimer({ ...wish, hidden: true }, NOW);
    expect(told(hidden, ...life)).toEqual([]);
    expect(row(hidden)).toMatchObject({ hidden: true });
  });

  test("S6 a forced end of a timer that nobody was told of still alerts", () => {
    const first = armTimer({ ...wish, hidden: true }, NOW);
    const end = after(first, [scheduled(1), NOW], [{ is: "ended", duress: true }, NOW]);
    expect(end.effects).toEqual([{ do: "raiseSilently" }]);
  });
});

describe("heartbeats", () => {
  test.each([
    [20 * HOUR, 10 * MINUTE],
    [HOUR, 6 * MINUTE],
    [2 * MINUTE, 30 * SECOND],
  ])("S5 with %i ms to go the next one comes after %i ms", (remaining, next) => {
    expect(heartbeatMs(remaining)).toBe(next);
  });

  test("S5 the old alert is cancelled after the new one was confirmed, and not before", () => {
    const asked = step(armed(), { is: "heartbeat" }, NOW + MINUTE);
    expect(asked.effects.map((effect) => effect.do)).toEqual(["schedule", "tellBridge"]);
    const confirmed = step(asked.timer, scheduled(3), NOW + MINUTE);
    expect(confirmed.effects).toEqual([{ do: "cancel", seq: 1, delayIds: ["d1"] }]);
  });

  test("S5 a heartbeat whose answer is lost is sent again under its own number; what the server took twice is swept", () => {
    const lost = after(
      step(armed(), { is: "heartbeat" }, NOW),
      [{ is: "schedule-lost", seq: 3 }, NOW],
      [stored(4), NOW],
    );
    const again = step(lost.timer, { is: "tick" }, NOW + 5 * SECOND);
    expect(again.effects).toEqual([{ do: "schedule", seq: 3, firesMs: ALERT }]);
    expect(step(again.timer, scheduled(3), NOW + 6 * SECOND).effects).toEqual([
      { do: "cancel", seq: 1, delayIds: ["d1"] },
      { do: "sweep", keep: ["d3", "d1"] },
    ]);
  });
});

describe("the three modes", () => {
  test("S5 eta: prompted at the due time, overdue a grace later, and the client alerts only where nothing else did", () => {
    const world = new SafetyWorld(wish, NOW);
    world.pass(HOUR - SECOND);
    expect([world.timer.phase, world.prompts]).toEqual(["armed", []]);
    world.pass(2 * SECOND);
    expect([world.timer.phase, world.prompts]).toEqual(["prompted", [wish.dueMs]]);
    world.pass(HOUR);
    expect(world.timer.phase).toBe("overdue");
    expect(world.circle.map(({ by, atMs }) => [by, atMs])).toEqual([
      ["homeserver", ALERT],
      ["bridge", ALERT],
    ]);
  });

  test("S5 interval: each sign of life moves the due time by the interval, never back", () => {
    const world = new SafetyWorld({ ...wish, mode: "interval", intervalMs: 30 * MINUTE }, NOW);
    world.pass(50 * MINUTE);
    world.say({ is: "sign-of-life" });
    expect(world.timer.dueMs).toBe(NOW + 80 * MINUTE);
    world.say({ is: "sign-of-life" });
    world.pass(5 * HOUR);
    expect(Math.min(...world.circle.map(({ atMs }) => atMs))).toBe(NOW + 100 * MINUTE);
  });

  test("S5 until-stopped: runs for days while the client lives, without a prompt; alerts when it stops", () => {
    const world = new SafetyWorld(
      { ...wish, mode: "until-stopped", dueMs: NOW + 10 * MINUTE, graceMs: 5 * MINUTE },
      NOW,
    );
    world.pass(48 * HOUR);
    expect([world.prompts, world.circle, world.timer.phase]).toEqual([[], [], "armed"]);
    world.pass(5 * SECOND);
    world.kill();
    world.pass(HOUR);
    expect(world.circle).toHaveLength(2);
    const [first] = world.circle;
    expect((first?.atMs ?? 0) - (NOW + 48 * HOUR)).toBeGreaterThan(13 * MINUTE);
  });

  test("S5 more time goes forward, while the timer runs, as far as the server can hold it", () => {
    const problem = (dueMs: number) => extensionProblem(armed(), dueMs, NOW);
    expect(problem(wish.dueMs + MINUTE)).toBeUndefined();
    expect(problem(wish.dueMs)).toBe("backwards");
    expect(problem(NOW + 7 * 24 * HOUR)).toBe("too-long");
    const { timer } = step(armed(), { is: "ended", duress: false }, NOW);
    expect(extensionProblem(timer, wish.dueMs + MINUTE, NOW)).toBe("ended");
  });
});

describe("the end", () => {
  test("S5 ended in time: both let go, a line, no alert and no all-clear", () => {
    const world = new SafetyWorld(wish, NOW);
    world.pass(30 * MINUTE);
    world.say({ is: "ended", duress: false });
    world.pass(24 * HOUR);
    expect([world.circle, world.allClears, isSettled(world.timer)]).toEqual([[], [], true]);
  });

  test("S5 a cancel that may have come too late (404) does not claim success: the circle gets an all-clear", () => {
    const ended = step(armed(), { is: "ended", duress: false }, ALERT - SECOND);
    expect(ended.effects).toContainEqual({ do: "cancel", seq: 1, delayIds: ["d1"] });
    const gone = step(ended.timer, { is: "cancel-gone", seq: 1 }, ALERT);
    expect(gone.effects).toEqual([{ do: "tellCircle", line: "all-clear", dueMs: wish.dueMs }]);
    expect(step(gone.timer, { is: "bridge-ended" }, ALERT).effects).toEqual([]);
    const early = step(step(armed(), { is: "ended", duress: false }, NOW).timer, { is: "cancel-gone", seq: 1 }, NOW);
    expect(early.effects).toEqual([]);
  });

  test("S5 more time that came too late: the timer is overdue, and only the athlete's own word ends it", () => {
    const asked = step(armed(), { is: "extended", dueMs: wish.dueMs + HOUR }, ALERT - SECOND);
    const late = after(asked, [scheduled(3, ALERT + HOUR), ALERT - 1], [{ is: "cancel-gone", seq: 1 }, ALERT]);
    expect(late.timer.phase).toBe("overdue");
    expect(
      after(late, [{ is: "sign-of-life" }, ALERT], [{ is: "extended", dueMs: ALERT + HOUR }, ALERT]).timer.phase,
    ).toBe("overdue");
    expect(step(late.timer, { is: "ended", duress: false }, ALERT).effects).toContainEqual({
      do: "tellCircle",
      line: "all-clear",
      dueMs: wish.dueMs + HOUR,
    });
  });

  test("S5 an alert that the server dropped without a word is sent by the client when nobody saw it", () => {
    const world = new SafetyWorld(wish, NOW);
    world.pass(MINUTE);
    world.bridgeUp = false;
    world.dropHeld();
    world.pass(2 * HOUR);
    expect(world.circle.map(({ by, atMs }) => [by, atMs])).toEqual([["client", ALERT + MINUTE]]);
  });

  test("S5 with no server at all the client itself alerts, a whole grace after it asked, also when it slept", () => {
    const world = new SafetyWorld({ ...wish, online: false }, NOW);
    world.kill();
    world.pass(3 * HOUR);
    world.wake(false);
    expect(world.prompts).toEqual([world.now]);
    world.pass(19 * MINUTE);
    expect([world.timer.phase, world.timer.raised]).toEqual(["prompted", undefined]);
    world.pass(2 * MINUTE);
    expect([world.timer.phase, world.timer.raised?.why]).toEqual(["overdue", "overdue"]);
  });

  test("S6 an end under duress looks like an end, alerts, and lets go only when the silent alert is out", () => {
    const [plain, forced] = [false, true].map((duress) => step(armed(), { is: "ended", duress }, NOW)) as [Step, Step];
    expect(forced.effects).toEqual([{ do: "raiseSilently" }, { do: "tellCircle", line: "ended", dueMs: wish.dueMs }]);
    const calm = after(plain, [{ is: "cancelled", seq: 1 }, NOW], [{ is: "bridge-ended" }, NOW]);
    expect(row(forced)).toEqual(row(calm));
    const offline = (one: Step) =>
      row(step(step(armed(), { is: "offline" }, NOW).timer, { is: "ended", duress: one === forced }, NOW));
    expect(offline(forced)).toEqual(offline(plain));
    expect(step(forced.timer, { is: "alert-sent" }, NOW).effects.map((effect) => effect.do)).toEqual([
      "cancel",
      "endBridge",
    ]);
  });
});
