import { MAX_TRACK_FIXES } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { intervalMs } from "./rate.ts";

/** One share of mine on its way out: places measured since the last position that the server took. */
export type Outgoing = {
  /** Oldest first, the newest last; at most 60. */
  readonly waiting: readonly Fix[];
  readonly sent?: { readonly fix: Fix; readonly atMs: number };
};

export const NOTHING_OUT: Outgoing = { waiting: [] };

/** A place was measured. Older than the newest one known, it changes nothing. Too many become sparser, evenly; the newest always stays. */
export function measured(out: Outgoing, fix: Fix): Outgoing {
  const newest = out.waiting.at(-1) ?? out.sent?.fix;
  if (newest !== undefined && fix.ts <= newest.ts) return out;
  const waiting = [...out.waiting, fix];
  const { length } = waiting;
  if (length <= MAX_TRACK_FIXES) return { ...out, waiting };
  return { ...out, waiting: waiting.filter((_, at) => (length - 1 - at) % 2 === 0) };
}

/**
 * When the next position should leave (ms): at once for the first one; `Infinity` while there is nothing new. Whoever rode and stands now is still expected as often as before, so the first place of a rest
 * comes before three of the ride's are missing.
 */
export function dueMs({ waiting, sent }: Outgoing, sharers: number): number {
  const next = waiting.at(-1);
  if (next === undefined) return Infinity;
  if (sent === undefined) return 0;
  const { speed_mps, battery_pct } = next;
  const turned_deg = turn(sent.fix.heading_deg, next.heading_deg);
  const expectedMs = intervalMs({ speed_mps: sent.fix.speed_mps, battery_pct: sent.fix.battery_pct, sharers });
  return sent.atMs + Math.min(intervalMs({ speed_mps, battery_pct, turned_deg, sharers }), 2 * expectedMs);
}

/** The server took a position whose newest place was `fix`, whose turn was at `atMs`; what was measured meanwhile still waits. */
export const taken = ({ waiting }: Outgoing, fix: Fix, atMs: number): Outgoing => ({
  waiting: waiting.filter(({ ts }) => ts > fix.ts),
  sent: { fix, atMs },
});

const turn = (from: number | undefined, to: number | undefined): number => {
  if (from === undefined || to === undefined) return 0;
  const difference = Math.abs(from - to) % 360;
  return Math.min(difference, 360 - difference);
};
