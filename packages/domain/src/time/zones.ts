import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import { Temporal } from "temporal-polyfill";

type MeetupTime = MeetupBlock["start"];

/**
 * A wall time made exact. `shift` says what the clock change did to it:
 * - `none`: this wall time exists once
 * - `gap`: it does not exist (clocks go forward); the time moved later by the length of the gap, 02:30 → 03:30
 * - `overlap`: it exists twice (clocks go back); the one asked for was taken
 */
export type ExactTime = { readonly time: MeetupTime; readonly shift: "none" | "gap" | "overlap" };

/**
 * Wall time (`2026-11-22T09:00`, seconds optional) in an IANA zone → the moment that people agree on. `overlap` chooses between two equal
 * wall times; the earlier one is what people mean by default.
 */
export function meetupTime(
  local: string,
  timeZone: string,
  overlap: "earlier" | "later" = "earlier",
): Result<ExactTime, "bad-local-time" | "unknown-time-zone"> {
  const wall = plain(local);
  if (wall === undefined) return failed("bad-local-time", "never");
  if (!isTimeZone(timeZone)) return failed("unknown-time-zone", "never");
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" });
  if (earlier.equals(later)) return ok({ time: written(earlier), shift: "none" });
  const exists = earlier.toPlainDateTime().equals(wall);
  if (!exists) return ok({ time: written(later), shift: "gap" });
  return ok({ time: written(overlap === "earlier" ? earlier : later), shift: "overlap" });
}

/** An instant (ms) as the clock of a zone shows it. */
export function timeInZone(ms: number, timeZone: string): Result<MeetupTime, "unknown-time-zone"> {
  if (!isTimeZone(timeZone)) return failed("unknown-time-zone", "never");
  return ok(written(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)));
}

/** Minutes that the clock at the meetup is ahead of the reader's at its start; 0 where both show the same time. */
export function clockDifference(time: MeetupTime, readerZone: string): Result<number, "unknown-time-zone"> {
  if (!isTimeZone(time.timeZone) || !isTimeZone(readerZone)) return failed("unknown-time-zone", "never");
  const instant = Temporal.Instant.from(time.utc);
  const offset = (zone: string) => instant.toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000;
  return ok(offset(time.timeZone) - offset(readerZone));
}

/** Whether this device knows the zone's rules. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function plain(local: string): Temporal.PlainDateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return undefined;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: "reject" });
  } catch {
    return undefined;
  }
}

const written = (time: Temporal.ZonedDateTime): MeetupTime => ({
  utc: time.toInstant().toString({ smallestUnit: "second" }),
  local: time.toPlainDateTime().toString({ smallestUnit: "second" }),
  timeZone: time.timeZoneId,
});
