import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { safetyTimerEvent, TIMER_MODES } from "./safety-timer.ts";

const timer = (change: object) =>
  decode("safetyTimer", { [safetyTimerEvent.type]: { ...safetyTimerEvent.sample, ...change } });

test.each(TIMER_MODES)("S5 %s is a kind of timer", (mode) => {
  expect(timer({ mode }).is).toBe("valid");
});

test("S5 the grace is whole seconds of at most a day, the due time an instant in UTC", () => {
  for (const grace_s of [-1, 0.5, 86_401]) expect(timer({ grace_s })).toEqual({ is: "malformed", path: "grace_s" });
  expect(timer({ due: "17:30" })).toEqual({ is: "malformed", path: "due" });
});
