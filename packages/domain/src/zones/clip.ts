import { distanceM } from "../shares/index.ts";
import type { Place } from "../shares/index.ts";
import { isHidden } from "./zone.ts";
import type { Hidden } from "./zone.ts";

/** A point of a recorded track. `ts`: ms since 1970. Whatever else a file said of a point (heart rate, temperature …) is not among it. */
export type RecordedPoint = Place & { readonly ts: number; readonly elevation_m?: number };

/** Points in a row, none of them hidden. */
export type ClippedTrack = {
  readonly pieces: readonly (readonly RecordedPoint[])[];
  /** Metres along what is shown; nothing of what is hidden between two pieces. */
  readonly distance_m: number;
  readonly ascent_m: number;
  readonly startMs?: number;
  readonly endMs?: number;
  /** Time along what is shown. */
  readonly moving_ms: number;
};

/**
 * A track without what the zones hide. Every number is reckoned again from what is shown, so that none of them tells how long the hidden part was; a whole number of metres.
 * Single points between two hidden ones are hidden too.
 */
export function clip(points: readonly RecordedPoint[], hidden: readonly Hidden[]): ClippedTrack {
  const pieces: RecordedPoint[][] = [];
  let open: RecordedPoint[] | undefined;
  for (const point of points) {
    if (isHidden(point, hidden)) {
      open = undefined;
      continue;
    }
    if (open === undefined) pieces.push((open = []));
    open.push(shown(point));
  }
  const long = pieces.filter(({ length }) => length > 1);
  const first = long[0]?.[0]?.ts;
  const last = long.at(-1)?.at(-1)?.ts;
  return {
    pieces: long,
    distance_m: Math.round(sum(long, distanceM)),
    ascent_m: Math.round(sum(long, (a, b) => Math.max(0, (b.elevation_m ?? 0) - (a.elevation_m ?? 0)))),
    moving_ms: sum(long, (a, b) => b.ts - a.ts),
    ...(first === undefined ? {} : { startMs: first }),
    ...(last === undefined ? {} : { endMs: last }),
  };
}

/** The four things that a track is; extensions of a file go no further. */
const shown = ({ ts, latitude, longitude, elevation_m }: RecordedPoint): RecordedPoint => ({
  ts,
  latitude,
  longitude,
  ...(elevation_m === undefined ? {} : { elevation_m }),
});

function sum(
  pieces: readonly (readonly RecordedPoint[])[],
  between: (a: RecordedPoint, b: RecordedPoint) => number,
): number {
  let total = 0;
  for (const piece of pieces) piece.reduce((a, b) => ((total += between(a, b)), b));
  return total;
}
