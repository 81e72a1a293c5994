import type { Place } from "./geo.ts";

/** Mean radius of the earth, metres (IUGG). */
export const EARTH_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along the surface between two places, on a sphere: within 0.6 % of the ellipsoid. */
export function distanceM(a: Place, b: Place): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Direction in which to set out from `a` towards `b`: whole degrees, 0 is north, 0 to 359. */
export function bearingDeg(a: Place, b: Place): number {
  const [latA, latB, dLon] = [radians(a.latitude), radians(b.latitude), radians(b.longitude - a.longitude)];
  const east = Math.sin(dLon) * Math.cos(latB);
  const north = Math.cos(latA) * Math.sin(latB) - Math.sin(latA) * Math.cos(latB) * Math.cos(dLon);
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}
