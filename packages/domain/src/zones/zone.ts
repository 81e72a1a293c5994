import { cellMiddle, distanceM } from "../shares/index.ts";
import type { Place } from "../shares/index.ts";

/** What a zone keeps secret, as a person drew it. */
export type Zone = Place & { readonly radius_m: number };

/**
 * Chance of a zone, drawn once when it is made and kept as long as it lives: a new one for each track would let the middle of many tracks tell the home. `turn` and
 * `far` in [0, 1).
 */
export type ZoneChance = { readonly turn: number; readonly far: number };

/** What is cut in its place: nobody can reckon back from its edge to the middle of the zone. */
export type Hidden = {
  readonly middle: Place;
  readonly radius_m: number;
};

/** Side of the cells that a hidden place is made of. Tracks end where a cell ends, not on a circle. */
const CELL_M = 150;
const METRES_A_DEGREE = 111_195;

/**
 * The hidden place of a zone: its middle displaced by 50 to 90 % of the radius in a secret direction, and padded so that all of the zone lies inside
 * (Hassan et al., "Analysis of Privacy Protections in Fitness Tracking Social Networks", USENIX Security 2018).
 */
export function hiddenOf({ latitude, longitude, radius_m }: Zone, { turn, far }: ZoneChance): Hidden {
  const away = radius_m * (0.5 + 0.4 * far);
  const angle = turn * 2 * Math.PI;
  const middle = {
    latitude: Math.max(-90, Math.min(90, latitude + (away * Math.cos(angle)) / METRES_A_DEGREE)),
    longitude: wrapped(
      longitude + (away * Math.sin(angle)) / (METRES_A_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180))),
    ),
  };
  return { middle, radius_m: radius_m + away };
}

/** Whether a place is not told. Decided for a whole cell of a fixed grid, so that many tracks do not draw a circle. */
export function isHidden(place: Place, hidden: readonly Hidden[]): boolean {
  if (hidden.length === 0) return false;
  const cell = cellMiddle(place, CELL_M);
  return hidden.some(({ middle, radius_m }) => distanceM(cell, middle) <= radius_m + CELL_M);
}

const wrapped = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180;
