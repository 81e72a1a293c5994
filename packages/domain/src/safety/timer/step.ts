import { driveBridge, hearBridge, withBridge } from "./bridge.ts";
import { driveHomeserver } from "./homeserver.ts";
import { hearHomeserver, withAsked, withHomeserver } from "./homeserver-answers.ts";
import type { Heard } from "./homeserver-answers.ts";
import { phased } from "./phases.ts";
import type { Step, Timer, TimerEffect, TimerEvent, TimerWish } from "./timer.ts";
import { alertMs, heartbeatMs, isBusy, isRunning, wishedMs } from "./times.ts";

/** A timer that was just wished for, and its first orders. `now`: ms by the homeserver's clock, as everywhere here. */
export function armTimer(wish: TimerWish, now: number): Step {
  const { id, mode, dueMs, graceMs, maxDelayMs, online } = wish;
  const intervalMs = mode === "eta" ? 0 : (wish.intervalMs ?? dueMs - now);
  const timer: Timer = {
    id,
    mode,
    dueMs,
    graceMs,
    intervalMs,
    online,
    ...(maxDelayMs === undefined ? {} : { maxDelayMs }),
    ...(wish.hidden === true ? { hidden: true } : {}),
    phase: "arming",
    armedMs: now,
    seq: 0,
    beatMs: now,
    homeserver: { cancelling: [], unknown: [] },
    bridge: { touched: false },
    told: false,
    seen: false,
    allClear: false,
  };
  return settle({ timer, effects: [] }, now);
}

/**
 * The timer after one event, and what has to be done now. Answers may be late, doubled or lost; an event that the timer's state does not allow changes
 * nothing. Time is only believed from `now`.
 */
export const step = (timer: Timer, event: TimerEvent, now: number): Step => settle(take(timer, event, now), now);

/** Why a due time cannot be moved there; `undefined` where it can. */
export function extensionProblem(
  timer: Timer,
  dueMs: number,
  now: number,
): "ended" | "backwards" | "too-long" | undefined {
  if (!isRunning(timer)) return "ended";
  if (dueMs <= timer.dueMs) return "backwards";
  return dueMs > latestDueMs(timer, now) ? "too-long" : undefined;
}

/** Nothing is held, asked or to be taken back any more: the timer may be forgotten. */
export const isSettled = ({ ended, homeserver, bridge, raised }: Timer): boolean =>
  ended !== undefined &&
  homeserver.held === undefined &&
  homeserver.asked === undefined &&
  homeserver.cancelling.length + homeserver.unknown.length === 0 &&
  !bridge.touched &&
  bridge.asked === undefined &&
  raised?.sent !== false;

function take(timer: Timer, event: TimerEvent, now: number): Step {
  switch (event.is) {
    case "scheduled":
    case "schedule-refused":
    case "schedule-lost":
    case "cancelled":
    case "cancel-gone":
    case "cancel-lost":
    case "swept":
    case "sweep-lost":
      return heard(hearHomeserver(timer, event, now));
    case "bridge-stored":
    case "bridge-refused":
    case "bridge-lost":
    case "bridge-ended":
    case "bridge-end-lost":
      return heard(hearBridge(timer, event, now));
    case "fired":
      return heard({ timer: { ...timer, seen: timer.seen || event.by === "alert" }, mayHaveFired: true });
    case "alert-sent":
      return done(timer.raised === undefined ? timer : { ...timer, raised: { ...timer.raised, sent: true } });
    case "heartbeat":
      return done({ ...timer, beatMs: now });
    case "extended": {
      if (extensionProblem(timer, event.dueMs, now) !== undefined) return done(timer);
      const { dueMs } = event;
      return done({ ...timer, dueMs, beatMs: now }, ...(timer.told ? [line("extended", dueMs)] : []));
    }
    case "sign-of-life":
      return done(isRunning(timer) && timer.mode !== "eta" ? { ...alive(timer, now), beatMs: now } : timer);
    case "ended":
      return timer.ended === undefined ? end(timer, event.duress, now) : done(timer);
    case "restarted":
      return restart({ ...timer, online: event.online }, now);
    case "online":
      return done(timer.online ? timer : { ...soon(timer, now), online: true, beatMs: now });
    case "offline":
      return done({ ...timer, online: false });
    case "tick":
      return done(timer);
  }
}

const done = (timer: Timer, ...effects: readonly TimerEffect[]): Step => ({ timer, effects });
const line = (line: "armed" | "extended" | "ended" | "all-clear", dueMs: number): TimerEffect => ({
  do: "tellCircle",
  line,
  dueMs,
});

/** What may be out although the timer goes on makes it overdue; what may be out although it ended needs an all-clear. */
function heard({ timer, mayHaveFired }: Heard): Step {
  if (!mayHaveFired) return done(timer);
  if (timer.ended === undefined) return done({ ...timer, phase: "overdue" });
  if (timer.ended.duress || timer.allClear) return done(timer);
  return done({ ...timer, allClear: true }, line("all-clear", timer.dueMs));
}

/** Under duress all looks the same to whoever looks on; an overdue alert stands. */
function end(timer: Timer, duress: boolean, now: number): Step {
  const ended: Timer = { ...timer, phase: "ended", ended: { atMs: now, duress } };
  const { held, unknown } = timer.homeserver;
  const alerted =
    timer.phase === "overdue" &&
    (timer.seen ||
      timer.raised !== undefined ||
      held !== undefined ||
      timer.bridge.held !== undefined ||
      unknown.length > 0);
  if (duress) {
    const quiet = timer.told && !alerted ? [line("ended", timer.dueMs)] : [];
    return done({ ...ended, raised: { why: "duress", sent: false } }, { do: "raiseSilently" }, ...quiet);
  }
  if (alerted) return done({ ...ended, allClear: true }, line("all-clear", timer.dueMs));
  return done(ended, ...(timer.told ? [line("ended", timer.dueMs)] : []));
}

/** Nobody will answer what was asked before; it may have been taken all the same. */
function restart(timer: Timer, now: number): Step {
  const again: TimerEffect[] = timer.phase === "prompted" ? [{ do: "prompt", alertMs: alertMs(timer) }] : [];
  if (timer.raised?.sent === false) again.push({ do: timer.raised.why === "duress" ? "raiseSilently" : "raise" });
  const { bridge, homeserver } = timer;
  const unanswered = withBridge(withHomeserver(timer, { unknown: withAsked(homeserver) }), {
    touched: bridge.touched || bridge.asked !== undefined,
  });
  return done({ ...hastened(unanswered, () => now), beatMs: now }, ...again);
}

/** What waits to be asked again is asked at once; what is still under way is left to its answer. */
const soon = (timer: Timer, now: number): Timer =>
  hastened(timer, (retryMs) => (retryMs === undefined ? undefined : now));

function hastened(timer: Timer, at: (retryMs: number | undefined) => number | undefined): Timer {
  const { homeserver, bridge } = timer;
  const again = <T extends Waiting>(one: T): T => {
    const { retryMs, ...rest } = one;
    const next = at(retryMs);
    return (next === undefined ? rest : { ...rest, retryMs: next }) as T;
  };
  return withBridge(
    withHomeserver(timer, {
      asked: homeserver.asked && again(homeserver.asked),
      sweeping: homeserver.sweeping && again(homeserver.sweeping),
      cancelling: homeserver.cancelling.map(again),
    }),
    { asked: bridge.asked && again(bridge.asked), ending: bridge.ending && again(bridge.ending) },
  );
}

type Waiting = { readonly retryMs?: number };

/** A sign of life, as far as the server's limit lets the alert be held. */
const alive = (timer: Timer, now: number): Timer => ({
  ...timer,
  dueMs: Math.max(timer.dueMs, Math.min(now + timer.intervalMs, latestDueMs(timer, now))),
});

const latestDueMs = ({ maxDelayMs, graceMs }: Timer, now: number): number =>
  maxDelayMs === undefined ? Infinity : now + maxDelayMs - graceMs;

function settle({ timer, effects }: Step, now: number): Step {
  const overdue = phased({ timer, effects }, now);
  const beat =
    isRunning(overdue.timer) && overdue.timer.online && overdue.timer.beatMs <= now && !isBusy(overdue.timer);
  const beaten = beat ? { ...overdue, timer: beatenTimer(overdue.timer, now) } : overdue;
  const driven = driveBridge(driveHomeserver(beaten, beat, now), beat, now);
  return phased(driven, now);
}

/** The client's heartbeat is itself the sign of life in `until-stopped`. */
function beatenTimer(timer: Timer, now: number): Timer {
  const moved = timer.mode === "until-stopped" ? alive(timer, now) : timer;
  return { ...moved, beatMs: now + heartbeatMs(wishedMs(moved) - now) };
}
