import type { Fix } from "@paceline/protocol/port";

/** A position as OwnTracks says it (booklet, "_type=location"): `tst` in s, `vel` in km/h. `undefined` for every other message, and for what is no place. */
export function ownTracksFix(message: unknown): Fix | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { _type, lat, lon, tst, acc, alt, vel, cog, batt } = message as Readonly<Record<string, unknown>>;
  if (_type !== "location" || !isNumber(lat) || !isNumber(lon) || !isNumber(tst)) return undefined;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || tst <= 0) return undefined;
  return {
    ts: Math.round(tst * 1_000),
    latitude: lat,
    longitude: lon,
    ...(isNumber(acc) && acc >= 0 ? { accuracy_m: acc } : {}),
    ...(isNumber(alt) ? { altitude_m: alt } : {}),
    ...(isNumber(vel) && vel >= 0 ? { speed_mps: vel / 3.6 } : {}),
    ...(isNumber(cog) && cog >= 0 && cog <= 360 ? { heading_deg: cog } : {}),
    ...(isNumber(batt) && batt >= 0 && batt <= 100 ? { battery_pct: Math.round(batt) } : {}),
  };
}

/**
 * What the app takes over when its link is opened (booklet, "Remote configuration"): HTTP mode, our address, the key, and that it should send while moving. The
 * text that goes into `owntracks:///config?inline=`, before base64.
 */
export const ownTracksConfig = (url: string, key: string, name: string): string =>
  JSON.stringify({
    _type: "configuration",
    mode: 3,
    url,
    auth: false,
    encryptionKey: key,
    deviceId: name.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 20) || "phone",
    monitoring: 2,
    cmd: false,
  });

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
