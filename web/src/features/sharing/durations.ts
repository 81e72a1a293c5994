import { nextAt } from "../safety/time-left.ts";

const HOUR = 3_600_000;
/** Nothing is shared longer than this at once. */
const LONGEST_MS = 24 * HOUR;
/** A ride without an end is over after this. */
const ASSUMED_RIDE_MS = 3 * HOUR;

export type Duration = "quarter" | "hour" | "ride" | "own";

/** The ride that a share may end with. */
export type Ride = {
  readonly startMs: number;
  readonly endMs?: number | undefined;
  /** Its card says who leads and who sweeps, so nobody says it of themselves. */
  readonly parted?: boolean;
};

const rideEnd = ({ startMs, endMs }: Ride): number => endMs ?? startMs + ASSUMED_RIDE_MS;

/** Whether "until the ride ends" says anything: its end lies ahead, within a day. */
export const hasEnd = (ride: Ride | undefined, now: number): boolean =>
  ride !== undefined && rideEnd(ride) > now && rideEnd(ride) - now <= LONGEST_MS;

/** How long a share would last, in ms: a day at most. `until`: wall time for `own`. `undefined` when that is none. */
export function lasting(duration: Duration, now: number, ride: Ride | undefined, until: string): number | undefined {
  if (duration === "quarter") return HOUR / 4;
  if (duration === "hour") return HOUR;
  const end = duration === "ride" ? (ride === undefined ? undefined : rideEnd(ride)) : nextAt(until, now);
  return end === undefined || end <= now ? undefined : Math.min(LONGEST_MS, end - now);
}
