import type { SafetyTimer, TimerMode } from "@paceline/protocol/events";

export type WatchedTimer = { readonly dueMs: number; readonly mode: TimerMode };

/** After this long nobody hears of a timer's end any more: its athlete signed out, or the line was lost. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * The athlete's timer as a contact sees it at `now`, from the athlete's own lines in the order of the room, and when time alone changes that (ms by the server's clock).
 * `alerted`: ids of timers whose alert is there, which says more. A line that was forced counts for nothing, so a timer is not over for that. Of `eta` the time is known until
 * its alert is due; the others move by signs of life that nobody is told of, so they run until their end is said.
 */
export function watchedTimer(
  lines: readonly SafetyTimer[],
  alerted: ReadonlySet<string>,
  now: number,
): { readonly timer?: WatchedTimer; readonly changesMs: number } {
  const last = lines.findLast(({ duress }) => duress !== true);
  if (last === undefined || last.state === "ended" || alerted.has(last.id)) return { changesMs: Infinity };
  const dueMs = Date.parse(last.due);
  const alertMs = dueMs + last.grace_s * 1_000;
  const untilMs = last.mode === "eta" ? alertMs : alertMs + FORGOTTEN_MS;
  return now < untilMs ? { timer: { dueMs, mode: last.mode }, changesMs: untilMs } : { changesMs: Infinity };
}
