import fc from "fast-check";
import { expect, test } from "vitest";
import { PLAIN_TRACKERS } from "@paceline/protocol/http";
import { readForeign } from "./foreign-fixes.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const AT = Date.parse("2026-11-22T11:59:00Z");
const place = { ts: AT, latitude: 48.137, longitude: 11.575 };

test.each([
  [
    "owntracks",
    { _type: "location", lat: 48.137, lon: 11.575, tst: AT / 1_000, acc: 8, alt: 520, vel: 36, cog: 210, batt: 64 },
    {},
  ],
  [
    "traccar",
    {
      location: {
        timestamp: "2026-11-22T11:59:00.000Z",
        coords: { latitude: 48.137, longitude: 11.575, accuracy: 8, speed: 10, heading: 210, altitude: 520 },
        battery: { level: 0.64 },
      },
    },
    {},
  ],
  [
    "traccar",
    undefined,
    {
      lat: "48.137",
      lon: "11.575",
      timestamp: String(AT / 1_000),
      accuracy: "8",
      speed: "19.43844492440605",
      bearing: "210",
      altitude: "520",
      batt: "64",
    },
  ],
  [
    "gpslogger",
    undefined,
    {
      lat: "48.137",
      lon: "11.575",
      time: "2026-11-22T11:59:00Z",
      acc: "8",
      alt: "520",
      spd: "10",
      dir: "210",
      batt: "64",
    },
  ],
  [
    "overland",
    {
      locations: [
        {
          type: "Feature",
          geometry: { type: "Point", coordinates: [11.575, 48.137] },
          properties: {
            timestamp: "2026-11-22T11:59:00Z",
            horizontal_accuracy: 8,
            altitude: 520,
            speed: 10,
            course: 210,
            battery_level: 0.64,
          },
        },
      ],
    },
    {},
  ],
] as const)("S9 %s: a position in its own words and units", (kind, body, fields) => {
  const [fix] = readForeign(kind, body, { ...fields }, NOW) ?? [];
  expect(fix).toEqual({
    ...place,
    accuracy_m: 8,
    altitude_m: 520,
    speed_mps: expect.closeTo(10, 6),
    heading_deg: 210,
    battery_pct: 64,
  });
});

test("S9 what a tracker does not know, and says so by -1, is left out; a time of the future is now", () => {
  const properties = {
    timestamp: "2030-01-01T00:00:00Z",
    speed: -1,
    course: -1,
    horizontal_accuracy: -1,
    battery_level: -1,
  };
  const locations = [{ geometry: { coordinates: [11.575, 48.137] }, properties }];
  expect(readForeign("overland", { locations }, {}, NOW)).toEqual([{ ...place, ts: NOW }]);
});

test("S9 a batch is sorted by time, and its newest sixty are kept", () => {
  const locations = Array.from({ length: 100 }, (_, index) => ({
    geometry: { coordinates: [11, 48] },
    properties: { timestamp: new Date(AT - index * 1_000).toISOString() },
  }));
  const fixes = readForeign("overland", { locations }, {}, NOW) ?? [];
  expect([fixes.length, fixes[0]?.ts, fixes.at(-1)?.ts]).toEqual([60, AT - 59_000, AT]);
});

test("S9 other messages of OwnTracks carry no position and are no error; sealed ones are none of a clear room", () => {
  expect(readForeign("owntracks", { _type: "lwt", tst: 1 }, {}, NOW)).toEqual([]);
  expect(readForeign("owntracks", { _type: "encrypted", data: "AA==" }, {}, NOW)).toBeUndefined();
});

test("S9 nothing that is posted throws or becomes a place off the globe", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLAIN_TRACKERS),
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (kind, body, fields) => {
        for (const { latitude, longitude, ts } of readForeign(kind, body, fields, NOW) ?? [])
          expect(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && ts <= NOW).toBe(true);
      },
    ),
  );
  expect(readForeign("gpslogger", undefined, { lat: "91", lon: "0" }, NOW)).toBeUndefined();
  expect(readForeign("owntracks", { _type: "location", lat: "north", lon: 1 }, {}, NOW)).toBeUndefined();
});
