import type { AlertInfo } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";

/** About 1 m; more would be noise of the receiver. */
const DIGITS = 5;

/**
 * A measured place as an alert carries it that goes out at `sentMs`: CAP's circle (its radius is the accuracy) and whole numbers beside it. The age is the age
 * at that time, also where the alert was sealed long before. `areaDesc`: what the place is, in words.
 */
export function alertPosition(fix: Fix, sentMs: number, areaDesc: string): Pick<AlertInfo, "area" | "parameter"> {
  const { latitude, longitude, accuracy_m, battery_pct } = fix;
  const accuracy = accuracy_m === undefined ? undefined : Math.max(0, Math.round(accuracy_m));
  return {
    area: {
      areaDesc,
      circle: `${decimal(latitude)},${decimal(longitude)} ${(accuracy ?? 0) / 1_000}`,
    },
    parameter: {
      fix_age_s: Math.max(0, Math.round((sentMs - fix.ts) / 1_000)),
      ...(accuracy === undefined ? {} : { accuracy_m: accuracy }),
      ...(battery_pct === undefined ? {} : { battery_pct: Math.round(battery_pct) }),
    },
  };
}

export type Place = { readonly latitude: number; readonly longitude: number; readonly radius_m: number };

/** CAP's circle, "latitude,longitude radius in km"; `undefined` where it is off the globe. */
export function placeOfCircle(circle: string | undefined): Place | undefined {
  const [, latitude, longitude, radius] = /^(-?[\d.]+),(-?[\d.]+) ([\d.]+)$/.exec(circle ?? "")?.map(Number) ?? [];
  if (latitude === undefined || longitude === undefined || radius === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude, radius_m: radius * 1_000 };
}

/** The place inside an alert that says `sent` (ms); `undefined` where there is none or it is off the globe. */
export function fixOfAlert(info: AlertInfo | undefined, sentMs: number): Fix | undefined {
  const place = placeOfCircle(info?.area?.circle);
  if (place === undefined) return undefined;
  const { latitude, longitude } = place;
  const { accuracy_m, battery_pct, fix_age_s } = info?.parameter ?? {};
  return {
    ts: sentMs - (fix_age_s ?? 0) * 1_000,
    latitude,
    longitude,
    ...(accuracy_m === undefined ? {} : { accuracy_m }),
    ...(battery_pct === undefined ? {} : { battery_pct }),
  };
}

/** `geo:48.13721,11.57556;u=8` (RFC 5870): the reader's own map opens it, and no third party is asked. */
export const geoUri = ({ latitude, longitude, accuracy_m }: Fix): string =>
  `geo:${decimal(latitude)},${decimal(longitude)}${accuracy_m === undefined ? "" : `;u=${Math.round(accuracy_m)}`}`;

export const decimal = (degrees: number): string => String(Number(degrees.toFixed(DIGITS)));
