import type { Timer } from "./timer.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A lost request is sent again after this. */
export const RETRY_MS = 5 * SECOND;
/** Nothing is scheduled closer than this: the answer could come after the alert. */
export const LEAST_DELAY_MS = 10 * SECOND;
/** How long an answer may be under way before time decides, and how exactly two clocks agree. */
export const MARGIN_MS = 10 * SECOND;

/** Time to the next heartbeat: a tenth of what remains until the alert, between 30 s and 10 min. */
export const heartbeatMs = (remainingMs: number): number =>
  Math.min(Math.max(remainingMs / 10, 30 * SECOND), 10 * MINUTE);

/** When the circle should be alerted, as the athlete wishes. */
export const wishedMs = (timer: Timer): number => timer.dueMs + timer.graceMs;

/** When the first alert will go out that nobody is known to have taken back; `undefined` while nothing was confirmed. */
function confirmedAlertMs({ homeserver, bridge }: Timer): number | undefined {
  const known = [
    ...(homeserver.held === undefined ? [] : [homeserver.held.firesMs]),
    ...homeserver.cancelling.map(({ firesMs }) => firesMs + MARGIN_MS),
    ...(bridge.held === undefined ? [] : [bridge.held.untilMs]),
  ];
  return known.length === 0 ? undefined : Math.min(...known);
}

/** When the circle is alerted as things stand. Where nothing holds this client does it, and then only a whole grace after it asked. */
export const alertMs = (timer: Timer): number =>
  confirmedAlertMs(timer) ?? Math.max(timer.dueMs, timer.promptedMs ?? 0) + timer.graceMs;

/** When the athlete is asked: a grace before the alert, also where a longer time was wished and is not confirmed. */
export const promptMs = (timer: Timer): number =>
  Math.min(timer.dueMs, (confirmedAlertMs(timer) ?? wishedMs(timer)) - timer.graceMs);

/** A delayed event can be dropped without a word: without a sight of it after this, the client sends the alert itself. */
const PATIENCE_MS = MINUTE;

/** When this client sends the alert itself, unless one of this timer is seen before: a grace after it asked, and not before the homeserver had its turn. */
export const raiseMs = (timer: Timer): number =>
  Math.max(
    (timer.promptedMs ?? timer.dueMs) + timer.graceMs,
    timer.homeserver.held === undefined ? 0 : timer.homeserver.held.firesMs + PATIENCE_MS,
  );

/** A request to the homeserver is under way whose answer decides what can be asked next. */
export const isBusy = ({ homeserver: { asked, sweeping } }: Timer): boolean =>
  (asked !== undefined && asked.retryMs === undefined) || (sweeping !== undefined && sweeping.retryMs === undefined);

export const isRunning = ({ phase }: Timer): boolean => phase !== "ended" && phase !== "overdue";
/** Ended, and under duress not before the silent alert is out: until then the held one is what is left if the device is switched off. */
export const lettingGo = ({ ended, raised }: Timer): boolean =>
  ended !== undefined && (!ended.duress || raised?.sent === true);

/** An overdue timer whose alert nobody has seen and this client has not sent. */
export const mayRaise = (timer: Timer): boolean =>
  timer.phase === "overdue" && !timer.seen && timer.raised === undefined;

/** When `step` wants to hear the time next; `undefined` when nothing waits for it. */
export function wakeMs(timer: Timer): number | undefined {
  const { homeserver, bridge, online } = timer;
  const running = isRunning(timer);
  const retries = [
    homeserver.asked?.retryMs,
    homeserver.asked === undefined ? homeserver.sweeping?.retryMs : undefined,
    ...homeserver.cancelling.map(({ retryMs }) => retryMs),
    bridge.asked?.retryMs,
    bridge.ending?.retryMs,
  ].filter((at) => at !== undefined);
  const all = [
    ...(online ? retries : []),
    ...(running && online && !isBusy(timer) ? [timer.beatMs] : []),
    ...(running ? [alertMs(timer)] : []),
    ...(running && timer.promptedMs === undefined ? [promptMs(timer)] : []),
    ...(mayRaise(timer) ? [raiseMs(timer)] : []),
  ];
  return all.length === 0 ? undefined : Math.min(...all);
}
