/** A place on the ground in WGS 84 degrees. */
export type Spot = { readonly latitude: number; readonly longitude: number };

/** West, south, east, north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Mean radius of the earth in metres (IUGG). */
const EARTH_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Something that can be drawn: others send positions, and not all of them are ones. */
export const isSpot = ({ latitude, longitude }: Spot): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** Metres as the crow flies (haversine). */
export function distanceM(a: Spot, b: Spot): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const along = half(a.latitude, b.latitude);
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_M * Math.asin(Math.sqrt(Math.min(1, along + across)));
}

/** The smallest box around all of them; `undefined` around nothing. Does not cross the date line. */
export function boxAround(spots: readonly Spot[]): Box | undefined {
  const [first, ...rest] = spots;
  if (first === undefined) return undefined;
  let [west, south, east, north] = [first.longitude, first.latitude, first.longitude, first.latitude];
  for (const { latitude, longitude } of rest) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}
