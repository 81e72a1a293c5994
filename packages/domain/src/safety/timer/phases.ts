import type { Step, Timer, TimerEffect } from "./timer.ts";
import { alertMs, isBusy, isRunning, mayRaise, promptMs, raiseMs } from "./times.ts";

/** Where the timer stands at `now`, from what is confirmed, and what that asks for: a prompt, the first line, an alert of our own. */
export function phased({ timer, effects }: Step, now: number): Step {
  let next = timer;
  const more: TimerEffect[] = [];
  if (isRunning(next) && now >= promptMs(next) && next.promptedMs === undefined && !isAsking(next)) {
    next = { ...next, promptedMs: now };
    more.push({ do: "prompt", alertMs: alertMs(next) });
  }
  if (isRunning(next)) next = now >= alertMs(next) ? { ...next, phase: "overdue" } : running(next, now);
  if (isRunning(next) && !next.told && next.hidden !== true && isHeld(next)) {
    next = { ...next, told: true };
    more.push({ do: "tellCircle", line: "armed", dueMs: next.dueMs });
  }
  if (mayRaise(next) && now >= raiseMs(next)) {
    next = { ...next, raised: { why: "overdue", sent: false } };
    more.push({ do: "raise" });
  }
  return { timer: next, effects: [...effects, ...more] };
}

function running(timer: Timer, now: number): Timer {
  if (now >= promptMs(timer)) return timer.promptedMs === undefined ? held(timer) : { ...timer, phase: "prompted" };
  const { promptedMs: _answered, ...calm } = timer;
  return held(calm);
}

const held = (timer: Timer): Timer => ({ ...timer, phase: isHeld(timer) ? "armed" : "arming" });
const isHeld = ({ homeserver, bridge }: Timer): boolean => homeserver.held !== undefined || bridge.held !== undefined;

/** A client that renews by itself asks the athlete only when that fails. */
const isAsking = (timer: Timer): boolean => timer.mode === "until-stopped" && timer.online && isBusy(timer);
