import type { PlainTracker } from "@paceline/protocol/http";
import type { Fix } from "@paceline/protocol/port";
import { isRecord } from "../appservice/transaction.ts";

/** What a tracker sent: `fixes` oldest first, none where the message is of another sort; `undefined`: nothing that this kind sends. */
export type Foreign = readonly Fix[] | undefined;

/** Positions of a batch that travel in one event. */
const MOST_FIXES = 60;

/**
 * Reads what off-the-shelf trackers post, each in its own words and units. `fields`: the JSON body, or form and query where the kind uses them. Positions off the globe are passed over.
 */
export const readForeign = (
  kind: PlainTracker,
  body: unknown,
  fields: Record<string, unknown>,
  now: number,
): Foreign => {
  const found = READERS[kind](body, fields);
  if (found === undefined) return undefined;
  const fixes = found.flatMap((raw) => fixOf(raw, now) ?? []).sort((a, b) => a.ts - b.ts);
  return fixes.length === 0 && found.length > 0 ? undefined : fixes.slice(-MOST_FIXES);
};

/** Speeds in m/s, angles in degrees, battery in percent; `time`: RFC 3339, or seconds or milliseconds since 1970. */
type Raw = Readonly<
  Partial<
    Record<"latitude" | "longitude" | "time" | "accuracy" | "altitude" | "speed" | "heading" | "battery", unknown>
  >
>;

const KMH = 1 / 3.6;
const KNOTS = 1_852 / 3_600;
const times = (value: unknown, factor: number): number => numberOf(value) * factor;

/** OwnTracks Booklet, "JSON", `_type=location`: time in seconds, speed in km/h. */
const owntracks = (body: unknown): readonly Raw[] | undefined => {
  if (!isRecord(body) || typeof body["_type"] !== "string" || body["_type"] === "encrypted") return undefined;
  if (body["_type"] !== "location") return [];
  const { lat, lon, tst, acc, alt, vel, cog, batt } = body;
  return [
    {
      latitude: lat,
      longitude: lon,
      time: tst,
      accuracy: acc,
      altitude: alt,
      speed: times(vel, KMH),
      heading: cog,
      battery: batt,
    },
  ];
};

/** Traccar Client: the OsmAnd protocol (speed in knots), or since version 9 one JSON `location`. */
const traccar = (body: unknown, fields: Record<string, unknown>): readonly Raw[] | undefined => {
  const location = isRecord(body) ? body["location"] : undefined;
  if (isRecord(location)) {
    const coords = isRecord(location["coords"]) ? location["coords"] : {};
    const battery = isRecord(location["battery"]) ? location["battery"] : {};
    return [{ ...coords, time: location["timestamp"], battery: times(battery["level"], 100) }];
  }
  const { lat, lon, timestamp, accuracy, altitude, speed, bearing, heading, batt } = fields;
  if (lat === undefined && lon === undefined) return undefined;
  return [
    {
      latitude: lat,
      longitude: lon,
      time: timestamp,
      accuracy,
      altitude,
      speed: times(speed, KNOTS),
      heading: bearing ?? heading,
      battery: batt,
    },
  ];
};

/** GPSLogger, custom URL or body `lat=%LAT&lon=%LON&time=%TIMESTAMP&acc=%ACC&alt=%ALT&spd=%SPD&dir=%DIR&batt=%BATT`. */
const gpslogger = (_body: unknown, fields: Record<string, unknown>): readonly Raw[] | undefined => {
  const { lat, lon, time, acc, alt, spd, dir, batt } = fields;
  if (lat === undefined && lon === undefined) return undefined;
  return [
    { latitude: lat, longitude: lon, time, accuracy: acc, altitude: alt, speed: spd, heading: dir, battery: batt },
  ];
};

/** Overland: `locations`, GeoJSON features (RFC 7946: longitude first), battery from 0 to 1. */
const overland = (body: unknown): readonly Raw[] | undefined => {
  const locations = isRecord(body) ? body["locations"] : undefined;
  if (!Array.isArray(locations)) return undefined;
  return locations.slice(-1_000).map((feature: unknown): Raw => {
    const geometry = isRecord(feature) && isRecord(feature["geometry"]) ? feature["geometry"] : {};
    const { coordinates } = geometry;
    const [longitude, latitude]: unknown[] = Array.isArray(coordinates) ? coordinates : [];
    const about = isRecord(feature) && isRecord(feature["properties"]) ? feature["properties"] : {};
    const { timestamp, horizontal_accuracy, altitude, speed, course, battery_level } = about;
    const battery = times(battery_level, 100);
    return {
      latitude,
      longitude,
      time: timestamp,
      accuracy: horizontal_accuracy,
      altitude,
      speed,
      heading: course,
      battery,
    };
  });
};

const READERS: Readonly<
  Record<PlainTracker, (body: unknown, fields: Record<string, unknown>) => readonly Raw[] | undefined>
> = { owntracks, traccar, gpslogger, overland };

const numberOf = (value: unknown): number =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? Number(value) : Number.NaN;

const fixOf = (raw: Raw, now: number): Fix | undefined => {
  const [latitude, longitude] = [numberOf(raw.latitude), numberOf(raw.longitude)];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const [accuracy, altitude] = [numberOf(raw.accuracy), numberOf(raw.altitude)];
  const [speed, heading, battery] = [numberOf(raw.speed), numberOf(raw.heading), numberOf(raw.battery)];
  // Trackers say -1 for what they do not know.
  return {
    ts: timeOf(raw.time, now),
    latitude,
    longitude,
    ...(accuracy >= 0 && { accuracy_m: Math.min(accuracy, 100_000) }),
    ...(Number.isFinite(altitude) && { altitude_m: altitude }),
    ...(speed >= 0 && { speed_mps: speed }),
    ...(heading >= 0 && heading <= 360 && { heading_deg: heading }),
    ...(battery >= 0 && battery <= 100 && { battery_pct: battery }),
  };
};

/** Never later than now; now where it is none. */
const timeOf = (time: unknown, now: number): number => {
  const count = numberOf(time);
  const ms = Number.isFinite(count) ? (count > 1e11 ? count : count * 1_000) : Date.parse(String(time));
  return Number.isFinite(ms) && ms > 0 ? Math.round(Math.min(ms, now)) : now;
};
