import fc from "fast-check";
import { expect, test } from "vitest";
import { boxAround, distanceM, isSpot } from "./geo.ts";
import { geoUriOf, spotOfText, textOfSpot } from "./spot-text.ts";

const spot = fc.record({
  latitude: fc.double({ min: -85, max: 85, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test("E14 distances are those of an atlas", () => {
  const munich = { latitude: 48.13743, longitude: 11.57549 };
  const berlin = { latitude: 52.52437, longitude: 13.41053 };
  expect(distanceM(munich, berlin)).toBeGreaterThan(503_000);
  expect(distanceM(munich, berlin)).toBeLessThan(506_000);
  expect(distanceM(munich, munich)).toBe(0);
});

test("E14 the box around places holds each of them, and there is none around nothing", () => {
  expect(boxAround([])).toBeUndefined();
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1 }), (spots) => {
      const [west, south, east, north] = boxAround(spots)!;
      for (const { latitude, longitude } of spots) {
        expect(latitude >= south && latitude <= north).toBe(true);
        expect(longitude >= west && longitude <= east).toBe(true);
      }
    }),
  );
});

test("E14 what is no place is not drawn", () => {
  expect(isSpot({ latitude: Number.NaN, longitude: 0 })).toBe(false);
  expect(isSpot({ latitude: 91, longitude: 0 })).toBe(false);
  expect(isSpot({ latitude: 0, longitude: Infinity })).toBe(false);
});

test.each([
  ["48.137, 11.575", 48.137, 11.575],
  ["48.137 11.575", 48.137, 11.575],
  [" -33.9,151.2 ", -33.9, 151.2],
  ["48,137; 11,575", 48.137, 11.575],
  ["48.137°, 11.575°", 48.137, 11.575],
  ["geo:48.137,11.575", 48.137, 11.575],
  ["GEO:48.137,11.575,520;u=8", 48.137, 11.575],
])("E1 a meeting point is typed as %s", (text, latitude, longitude) => {
  expect(spotOfText(text)).toEqual({ latitude, longitude });
});

test.each(["", "Boathouse", "48.137", "91, 11", "48, 181", "geo:", "geo:48.1", "48.137, 11.575, 3", "1e9, 2"])(
  "E1 %j is no place",
  (text) => {
    expect(spotOfText(text)).toBeUndefined();
  },
);

test("E1 a place that is written is read back within a metre or two", () => {
  fc.assert(
    fc.property(spot, (place) => {
      for (const text of [textOfSpot(place), geoUriOf(place)]) {
        const back = spotOfText(text);
        expect(back).toBeDefined();
        expect(distanceM(place, back!)).toBeLessThan(2);
      }
    }),
  );
});
