import type { TimerHold, TimerRow } from "@paceline/protocol/port";
import type { Asked, HoldRefusal, Timer } from "./timer.ts";

/**
 * The timer as a view sees it, from what was confirmed and never from what was wished. After its end `held` means that this place has not yet been told. A timer
 * ended under duress looks like one that was ended.
 */
export function timerRow(timer: Timer, now: number): TimerRow {
  const [homeserver, bridge] = [homeserverHold(timer, now), bridgeHold(timer, now)];
  const fix = timer.homeserver.held?.fix;
  return {
    id: timer.id,
    mode: timer.mode,
    state: timer.phase,
    armedMs: timer.armedMs,
    dueMs: timer.dueMs,
    graceMs: timer.graceMs,
    ...(timer.intervalMs === 0 ? {} : { intervalMs: timer.intervalMs }),
    ...(timer.hidden === true ? { hidden: true } : {}),
    homeserver,
    bridge,
    protection: protectionOf(timer, homeserver, bridge),
    ...(fix === undefined ? {} : { fix }),
    ...(timer.lastBeatMs === undefined ? {} : { lastHeartbeatMs: timer.lastBeatMs }),
  };
}

const NOBODY: TimerHold = { is: "not", why: "no-contact" };

/** The same where the circle has nobody in it any more: whatever is held protects nobody. */
export const heardByNobody = (row: TimerRow): TimerRow =>
  row.state === "overdue" || row.state === "ended"
    ? row
    : { ...row, homeserver: NOBODY, bridge: NOBODY, protection: { is: "none" } };

const ASKING: TimerHold = { is: "asking" };
const FIRED: TimerHold = { is: "not", why: "fired" };

function homeserverHold(timer: Timer, now: number): TimerHold {
  const { held, asked, cancelling, refusal } = timer.homeserver;
  const kept = timer.phase === "ended" ? notLetGo(timer, held ?? cancelling[0]) : held;
  if (kept !== undefined)
    return kept.firesMs <= now ? FIRED : { is: "held", confirmedMs: kept.confirmedMs, untilMs: kept.firesMs };
  return refused(timer, refusal, asked);
}

function bridgeHold(timer: Timer, now: number): TimerHold {
  const { held, asked, refusal } = timer.bridge;
  const kept = timer.phase === "ended" ? notLetGo(timer, held) : held;
  if (kept === undefined) return refused(timer, refusal, asked);
  const { confirmedMs, untilMs, reach } = kept;
  return untilMs <= now ? FIRED : { is: "held", confirmedMs, untilMs, ...(reach === undefined ? {} : { reach }) };
}

/** Under duress everything stays held until the silent alert is out; the row says what it would say after any other end. */
const notLetGo = <T>(timer: Timer, held: T | undefined): T | undefined =>
  timer.ended?.duress === true && timer.online ? undefined : held;

/** A place that gave no answer is one without a connection until it is asked again. */
function refused(timer: Timer, why: HoldRefusal | undefined, asked: Asked | undefined): TimerHold {
  if (timer.phase === "ended") return ASKING;
  if (!timer.online || asked?.retryMs !== undefined) return { is: "not", why: "offline" };
  return why === undefined || asked !== undefined ? ASKING : { is: "not", why };
}

function protectionOf(timer: Timer, homeserver: TimerHold, bridge: TimerHold): TimerRow["protection"] {
  if (timer.phase === "ended" || timer.phase === "overdue") return { is: "none" };
  if (homeserver.is === "held" && bridge.is === "held")
    return { is: "full", untilMs: Math.min(homeserver.untilMs, bridge.untilMs) };
  if (homeserver.is === "held") return { is: "half", untilMs: homeserver.untilMs };
  return bridge.is === "held" ? { is: "half", untilMs: bridge.untilMs } : { is: "none" };
}
