import type { Spot } from "./geo.ts";
import { remembering } from "./remembering.ts";

/** Where a map looks: its middle, its zoom (a world is 512 pixels wide at 0), and its size in CSS pixels. North is up, nothing is tilted. */
export type View = {
  readonly middle: Spot;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
};

type Point = readonly [x: number, y: number];

const TILE = 512;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Web Mercator (EPSG:3857) on a square of side 1, y downwards. */
function mercatorOf({ latitude, longitude }: Spot): Point {
  const y = Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2)) / (2 * Math.PI);
  return [(longitude + 180) / 360, 0.5 - y];
}

/** Those who stand are reckoned once, however often the map is drawn. */
const placed = remembering(mercatorOf);

/** Where on the view a place is, in CSS pixels from its upper left corner; beyond the date line too, the nearer way round. */
export function projected({ middle, zoom, width, height }: View): (spot: Spot) => Point {
  const world = TILE * 2 ** zoom;
  const [left, top] = mercatorOf(middle);
  return (spot) => {
    const [x, y] = placed(spot);
    const aside = x - left;
    return [width / 2 + (aside - Math.round(aside)) * world, height / 2 + (y - top) * world];
  };
}

/** Circumference at the equator, WGS 84, metres. */
const AROUND_M = 40_075_016.686;

/** CSS pixels that so many metres are at a place. */
export const pixelsOf = (metres: number, { latitude }: Spot, zoom: number): number =>
  (metres * TILE * 2 ** zoom) / (AROUND_M * Math.max(0.01, Math.cos(radians(latitude))));
