import { expect, test } from "vitest";
import type { Timer, TimerEvent } from "@paceline/domain/safety";
import { TimerRunner } from "./timer-runner.ts";
import type { TimerHands } from "./timer-runner.ts";

const MINUTE = 60_000;
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A timer that is held, and a homeserver that answers when it is told to. `late`: the clock has come to every wake. */
async function held() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const wakes = new Set<() => void>();
  let [kept, now]: [Timer | undefined, number] = [undefined, 1_000_000];
  const hands: TimerHands = {
    tell: async () => undefined,
    ask: async (effect): Promise<TimerEvent> => {
      if (effect.do === "tellBridge") return { is: "bridge-refused", seq: effect.seq, why: "no-bridge" };
      if (effect.do === "endBridge") return { is: "bridge-ended" };
      if (effect.do === "sweep") return { is: "swept" };
      asked.push(effect.do === "cancel" ? `cancel ${effect.delayIds.join()}` : effect.do);
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (effect.do === "cancel") return { is: "cancelled", seq: effect.seq };
      return { is: "scheduled", seq: effect.seq, delayIds: [`alert ${asked.length}`], firesMs: effect.firesMs };
    },
  };
  const runner = new TimerRunner({
    hands,
    load: async () => kept,
    save: async (timer) => void (kept = timer),
    now: () => now,
    clock: {
      now: () => now,
      wake: (_at, then) => {
        wakes.add(then);
        return () => wakes.delete(then);
      },
    },
    onChange: () => undefined,
    onError: () => undefined,
  });
  runner.link(true);
  await runner.arm({ id: "t", mode: "eta", dueMs: now + 60 * MINUTE, graceMs: 0 });
  const answer = async (): Promise<void> => {
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()?.();
    await settled();
  };
  await answer();
  now += 30 * MINUTE;
  return { runner, asked, answer, late: () => [...wakes].forEach((wake) => wake()) };
}

test("S5 a client that stops while it seals anew takes back what that replaces", async () => {
  const { runner, asked, answer } = await held();
  await runner.take({ is: "extended", dueMs: 1_000_000 + 90 * MINUTE });
  await expect.poll(() => asked).toEqual(["schedule", "schedule"]);
  const stopped = runner.stop();
  await answer();
  await answer();
  await stopped;
  expect(asked).toEqual(["schedule", "schedule", "cancel alert 1"]);
});

test("S5 a homeserver that does not answer holds up no stop", async () => {
  const { runner, asked, late } = await held();
  await runner.take({ is: "extended", dueMs: 1_000_000 + 90 * MINUTE });
  await expect.poll(() => asked).toHaveLength(2);
  const stopped = runner.stop();
  late();
  await stopped;
  expect(asked).toEqual(["schedule", "schedule"]);
});
