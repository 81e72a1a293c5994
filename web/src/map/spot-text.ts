import { isSpot, type Spot } from "./geo.ts";

/** Five digits after the point are about a metre. */
const DIGITS = 5;
const rounded = (degrees: number): number => Number(degrees.toFixed(DIGITS));

/** RFC 5870. */
const GEO = /^geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:[,;].*)?$/i;
/** "48.137, 11.575" or "48,137; 11,575", as maps and people write it: latitude first. */
const PAIR = /^(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)$/;
const PAIR_WITH_COMMAS = /^(-?\d{1,2}(?:,\d+)?)\s*[;\s]\s*(-?\d{1,3}(?:,\d+)?)$/;

/** Coordinates that somebody typed or pasted, or a `geo:` address; `undefined` for what is neither or lies off the earth. */
export function spotOfText(text: string): Spot | undefined {
  const tidy = text.trim().replaceAll("°", "");
  const [, latitude, longitude] = GEO.exec(tidy) ?? PAIR.exec(tidy) ?? PAIR_WITH_COMMAS.exec(tidy) ?? [];
  if (latitude === undefined || longitude === undefined) return undefined;
  const spot = { latitude: Number(latitude.replace(",", ".")), longitude: Number(longitude.replace(",", ".")) };
  return isSpot(spot) ? spot : undefined;
}

/** "48.13721, 11.57556": what `spotOfText` reads back. */
export const textOfSpot = ({ latitude, longitude }: Spot): string => `${rounded(latitude)}, ${rounded(longitude)}`;

/** `geo:48.13721,11.57556` (RFC 5870). */
export const geoUriOf = ({ latitude, longitude }: Spot): string => `geo:${rounded(latitude)},${rounded(longitude)}`;
