import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM } from "./geo.ts";
import { pixelsOf, projected, type View } from "./project.ts";

const view = (change: Partial<View> = {}): View => ({
  middle: { latitude: 48.137, longitude: 11.575 },
  zoom: 12,
  width: 800,
  height: 600,
  ...change,
});
const spot = fc.record({
  latitude: fc.double({ min: -84, max: 84, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test("E14 what is in the middle of the map is drawn in the middle, whatever the zoom", () => {
  fc.assert(
    fc.property(spot, fc.double({ min: 0, max: 17, noNaN: true }), (middle, zoom) => {
      const [x, y] = projected(view({ middle, zoom }))(middle);
      expect(x).toBeCloseTo(400, 4);
      expect(y).toBeCloseTo(300, 4);
    }),
  );
});

test("E14 north is up, east is right, and a world is 512 pixels wide at zoom 0", () => {
  const at = projected(view({ middle: { latitude: 0, longitude: 0 }, zoom: 0 }));
  expect(at({ latitude: 0, longitude: 90 })[0]).toBeCloseTo(400 + 128);
  expect(at({ latitude: 0, longitude: -90 })[0]).toBeCloseTo(400 - 128);
  expect(at({ latitude: 85.051_128_78, longitude: 0 })[1]).toBeCloseTo(300 - 256, 3);
});

test("E14 who is just beyond the date line is beside the middle, not on the other side of the world", () => {
  const at = projected(view({ middle: { latitude: -17, longitude: 179.9 }, zoom: 8 }));
  const [x] = at({ latitude: -17, longitude: -179.9 });
  expect(x).toBeGreaterThan(400);
  expect(x).toBeLessThan(500);
});

test("E14 a circle of accuracy is as wide as the ground that it means", () => {
  fc.assert(
    fc.property(spot, fc.integer({ min: 5, max: 2_000 }), (middle, metres) => {
      fc.pre(Math.abs(middle.latitude) < 80);
      const east = {
        ...middle,
        longitude: middle.longitude + metres / 111_320 / Math.cos((middle.latitude * Math.PI) / 180),
      };
      const [x] = projected(view({ middle }))(east);
      expect((x - 400) / pixelsOf(distanceM(middle, east), middle, 12)).toBeCloseTo(1, 1);
    }),
  );
});
