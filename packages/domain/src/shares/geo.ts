import type { Fix } from "@paceline/protocol/port";
import { geoUri } from "../safety/index.ts";

export type Place = { readonly latitude: number; readonly longitude: number };

/** A `geo:` uri (RFC 5870) of a measured place, five decimals (about 1 m), accuracy in whole metres. */
export const writeGeo = (fix: Fix): string => geoUri(fix);

const GEO = /^geo:(-?[\d.]+),(-?[\d.]+)(?:,(-?[\d.]+))?((?:;[a-z0-9-]+(?:=[\w.%-]*)?)*)$/i;

/** `undefined` for what is no place on this globe, whoever wrote it. Another coordinate system than WGS 84 is none that we know. */
export function readGeo(uri: string): Omit<Fix, "ts"> | undefined {
  const [, lat, lon, alt, parameters] = GEO.exec(uri) ?? [];
  const [latitude, longitude] = [Number(lat), Number(lon)];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const given = new Map(
    (parameters ?? "").split(";").map((part) => {
      const [name = "", value] = part.toLowerCase().split("=");
      return [name, value] as const;
    }),
  );
  const crs = given.get("crs");
  if (crs !== undefined && crs !== "wgs84") return undefined;
  const accuracy = Number(given.get("u") ?? Number.NaN);
  const altitude = Number(alt ?? Number.NaN);
  return {
    latitude,
    longitude,
    ...(accuracy >= 0 ? { accuracy_m: accuracy } : {}),
    ...(Number.isFinite(altitude) ? { altitude_m: altitude } : {}),
  };
}
