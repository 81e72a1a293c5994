export { timerRow } from "./timer/protection.ts";
export { armTimer, extensionProblem, isSettled, step } from "./timer/step.ts";
export { heartbeatMs, wakeMs } from "./timer/times.ts";
export type { HoldRefusal, Scheduled, Step, Timer, TimerEffect, TimerEvent, TimerWish } from "./timer/timer.ts";
