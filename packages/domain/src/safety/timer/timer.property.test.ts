import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { count } from "@paceline/testkit/counts";
import { SafetyWorld } from "../../../test/safety-world.ts";
import type { Fate } from "../../../test/safety-world.ts";
import { isSettled, timerRow } from "../index.ts";
import type { TimerWish } from "../index.ts";

const NOW = Date.UTC(2026, 10, 22, 14);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MAX_DELAY = 7 * 24 * HOUR;

const wishes: fc.Arbitrary<TimerWish> = fc.record({
  id: fc.constant("timer-1"),
  mode: fc.constantFrom("eta", "interval", "until-stopped"),
  dueMs: fc.integer({ min: 1, max: 180 }).map((minutes) => NOW + minutes * MINUTE),
  graceMs: fc.integer({ min: 0, max: 30 }).map((minutes) => minutes * MINUTE),
  intervalMs: fc.integer({ min: 5, max: 40 }).map((minutes) => minutes * MINUTE),
  maxDelayMs: fc.constantFrom(undefined, MAX_DELAY, 30 * MINUTE),
  online: fc.boolean(),
});

type Deed = (world: SafetyWorld) => void;
const fates = fc.array(fc.constantFrom<Fate>("ok", "ok", "lost-before", "lost-after", "refused"), { maxLength: 8 });
const short = fc.integer({ min: 1, max: 20_000 });
const long = fc.integer({ min: 1, max: 30 }).map((minutes) => minutes * MINUTE);

/** Everything that can happen to a timer that goes on. */
const goesOn: fc.Arbitrary<Deed> = fc.oneof(
  fc.oneof(short, long).map(
    (ms): Deed =>
      (world) =>
        world.pass(ms),
  ),
  fates.map(
    (fates): Deed =>
      (world) =>
        void (world.fates = [...fates]),
  ),
  fc.constantFrom<Deed>(
    (world) => world.say({ is: "offline" }),
    (world) => world.say({ is: "online" }),
    (world) => world.say({ is: "heartbeat" }),
    (world) => world.say({ is: "sign-of-life" }),
    (world) => world.kill(),
    (world) => world.wake(),
    (world) => world.wake(false),
    (world) => world.setHomeserver(false),
    (world) => world.setHomeserver(true),
    (world) => void (world.bridgeUp = false),
    (world) => void (world.bridgeUp = true),
  ),
  fc.integer({ min: -30, max: 90 }).map(
    (minutes): Deed =>
      (world) =>
        world.say({ is: "extended", dueMs: world.timer.dueMs + minutes * MINUTE }),
  ),
);
const end =
  (duress: boolean): Deed =>
  (world) => {
    world.wake();
    world.say({ is: "ended", duress });
  };
const days = fc.array(goesOn, { maxLength: 30 });
const runs = { numRuns: count("S5 days of a timer", { quick: 150, prove: 10_000 }) };

function live(wish: TimerWish, deeds: readonly Deed[]): SafetyWorld {
  const world = new SafetyWorld(wish, NOW);
  for (const deed of deeds) deed(world);
  return world;
}

function mend(world: SafetyWorld): void {
  world.fates = [];
  world.setHomeserver(true);
  world.bridgeUp = true;
}

/** What a contact who reads everything knows. */
const alertedMs = ({ circle }: SafetyWorld) => circle.map(({ atMs }) => atMs);

describe("whatever happens", { timeout: 600_000 }, () => {
  test("S5 nobody is alerted before due time and grace, and the due time only moves forward", () => {
    fc.assert(
      fc.property(wishes, days, (wish, deeds) => {
        const world = new SafetyWorld(wish, NOW);
        let due = wish.dueMs;
        for (const deed of deeds) {
          deed(world);
          expect(world.timer.dueMs).toBeGreaterThanOrEqual(due);
          due = world.timer.dueMs;
        }
        for (const atMs of alertedMs(world)) expect(atMs).toBeGreaterThanOrEqual(wish.dueMs + wish.graceMs);
      }),
      runs,
    );
  });

  test("S5 the held alert is let go only after its successor stands, and nothing is held that nobody takes back", () => {
    fc.assert(
      fc.property(wishes, days, fc.boolean(), days, (wish, before, duress, after) => {
        expect(live(wish, [...before, end(duress), ...after]).broken).toEqual([]);
      }),
      runs,
    );
  });

  test("S5 what the screen promised comes although the device is gone: within 5 s, or of the servers' return", () => {
    fc.assert(
      fc.property(wishes, days, long, (wish, deeds, down) => {
        const world = live(wish, deeds);
        const { protection } = timerRow(world.timer, world.now);
        // The bridge keeps one time: an order whose answer was lost may have moved it as far as the athlete wished.
        const { dueMs, graceMs, homeserver } = world.timer;
        const movedMs = Math.min(homeserver.held?.firesMs ?? Infinity, dueMs + graceMs);
        fc.pre(world.awake);
        world.kill();
        world.setHomeserver(false);
        world.pass(down);
        const backMs = world.now;
        mend(world);
        world.pass(24 * HOUR);
        const first = Math.min(...alertedMs(world));
        if (protection.is === "none") return;
        expect(first).toBeLessThanOrEqual(Math.max(protection.untilMs, movedMs, backMs) + 5_000);
      }),
      runs,
    );
  });

  test("S5 a timer that ended lets go of everything, and an alert that went out all the same is followed by an all-clear", () => {
    fc.assert(
      fc.property(wishes, days, days, (wish, before, after) => {
        const world = live(wish, [...before, end(false), ...after]);
        mend(world);
        world.wake();
        world.say({ is: "online" });
        world.pass(HOUR);
        expect(isSettled(world.timer)).toBe(true);
        expect([world.heldAt, world.bridgeHolds]).toEqual([[], undefined]);
        const alerts = world.circle.length;
        world.pass(48 * HOUR);
        expect(world.circle).toHaveLength(alerts);
        const told = world.allClears.length;
        expect(alerts > 0 ? told === 1 : told <= 1).toBe(true);
      }),
      runs,
    );
  });

  test("S6 under duress the circle is alerted as soon as the device has a network", () => {
    fc.assert(
      fc.property(wishes, days, (wish, before) => {
        const world = live(wish, [...before, end(true)]);
        mend(world);
        world.say({ is: "online" });
        world.pass(HOUR);
        expect(world.circle.some(({ duress }) => duress)).toBe(true);
        expect(world.allClears).toEqual([]);
        expect(isSettled(world.timer)).toBe(true);
      }),
      runs,
    );
  });

  test("S6 a device that is switched off right after the duress code leaves the held alert behind", () => {
    fc.assert(
      fc.property(wishes, days, (wish, before) => {
        const world = live(wish, [...before, end(true)]);
        const { homeserver, bridge } = world.timer;
        fc.pre(homeserver.held !== undefined || bridge.held !== undefined);
        world.kill();
        mend(world);
        world.pass(48 * HOUR);
        expect(world.circle.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test("S5 a restart of device, homeserver or bridge at any moment moves the alert by 5 s at most", () => {
    const eta = wishes.map((wish) => ({ ...wish, mode: "eta" as const, online: true, maxDelayMs: undefined }));
    const part = fc.constantFrom("device", "homeserver", "bridge");
    fc.assert(
      fc.property(eta, part, fc.integer({ min: 0, max: 4 * HOUR }), short, (wish, part, atMs, downMs) => {
        const first = (deeds: readonly Deed[]) =>
          Math.min(...alertedMs(live(wish, [...deeds, (w) => w.pass(8 * HOUR)])));
        const restarted = first([
          (world) => world.pass(atMs),
          (world) => {
            if (part === "device") world.kill();
            if (part === "homeserver") world.setHomeserver(false);
            if (part === "bridge") world.bridgeUp = false;
          },
          (world) => world.pass(downMs),
          (world) => {
            mend(world);
            world.wake();
          },
        ]);
        const back = NOW + atMs + downMs;
        const usual = first([]);
        expect(restarted).toBeGreaterThanOrEqual(usual);
        expect(restarted).toBeLessThanOrEqual((usual >= NOW + atMs && usual <= back ? back : usual) + 5_000);
      }),
      runs,
    );
  });
});
