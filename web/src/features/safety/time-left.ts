import type { TimerRow } from "@paceline/protocol/port";

const MINUTE = 60_000;

/** When the circle is alerted: as confirmed, which is earlier than wished where more time was asked for and nobody has said yes to it. */
export const alertAt = ({ dueMs, graceMs, protection }: TimerRow): number =>
  protection.is === "none" ? dueMs + graceMs : Math.min(dueMs + graceMs, protection.untilMs);

/** Hours and minutes as on a stopwatch, rounded up so that it never says less than is left: 1:52, 0:09. Nothing below zero. */
export function clockOf(ms: number): string {
  const minutes = Math.max(0, Math.ceil(ms / MINUTE));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/**
 * The next moment with this wall time ("17:30") where the reader is: today if it is still to come, tomorrow otherwise. `undefined` for what is no
 * time.
 */
export function nextAt(time: string, now: number): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const at = new Date(now);
  at.setHours(Number(hour), Number(minute), 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** "17:30" of a moment, for a time field. */
export function fieldTime(ts: number): string {
  const at = new Date(ts);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}
