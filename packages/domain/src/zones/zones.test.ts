import { expect, test } from "vitest";
import { distanceM } from "../shares/index.ts";
import type { Place } from "../shares/index.ts";
import { clip, hiddenOf, isHidden } from "./index.ts";
import type { ClippedTrack, Hidden, RecordedPoint, Zone } from "./index.ts";

const METRES_A_DEGREE = 111_195;
const RADIUS = 400;

/** Numbers in [0, 1), the same in every run (mulberry32). */
function chance(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const moved = ({ latitude, longitude }: Place, east: number, north: number): Place => ({
  latitude: latitude + north / METRES_A_DEGREE,
  longitude: longitude + east / (METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180)),
});
/** Hills that are the same for everybody, metres. */
const hills = ({ latitude, longitude }: Place): number =>
  500 + 60 * Math.sin(latitude * 900) + 40 * Math.cos(longitude * 1_300);

/**
 * Along the blocks of a town: a corner every hundred metres, a point every ten. People ride again and again to the few places they like, over streets that differ from day to day.
 * (No zone hides a home that somebody leaves straight and equally often in every direction; the documents say so.)
 */
function trackFrom(home: Place, target: readonly [number, number], next: () => number): RecordedPoint[] {
  let [east, north] = [0, 0];
  let ts = 1_795_363_200_000 + Math.floor(next() * 1e9);
  const points: RecordedPoint[] = [{ ...home, ts, elevation_m: hills(home) }];
  for (let block = 0; block < 40; block += 1) {
    const [dx, dy] = [target[0] - east, target[1] - north];
    const along = next() < Math.abs(dx) / (Math.abs(dx) + Math.abs(dy) + 1);
    const sign = Math.sign(along ? dx : dy) * (next() < 0.9 ? 10 : -10);
    for (let step = 0; step < 10; step += 1) {
      [east, north] = along ? [east + sign, north] : [east, north + sign];
      ts += 2_000;
      const at = moved(home, east, north);
      points.push({ ...at, ts, elevation_m: hills(at) });
    }
  }
  return points;
}

type Town = { readonly home: Place; readonly hidden: readonly Hidden[]; readonly tracks: readonly ClippedTrack[] };
/** Sixty rides from one home, clipped. */
function town(seed: number): Town {
  const next = chance(seed);
  const home = { latitude: 47 + next() * 5, longitude: 8 + next() * 8 };
  const zone: Zone = { ...home, radius_m: RADIUS };
  const hidden = [hiddenOf(zone, { turn: next(), far: next() })];
  const liked = [next(), next(), next()].map((turn) => {
    const far = 3_000 + next() * 3_000;
    return [far * Math.cos(turn * 2 * Math.PI), far * Math.sin(turn * 2 * Math.PI)] as const;
  });
  const ride = () => trackFrom(home, liked[Math.floor(next() ** 2 * 3)] ?? [3_000, 0], next);
  return { home, hidden, tracks: Array.from({ length: 60 }, () => clip(ride(), hidden)) };
}
const TOWNS = Array.from({ length: 15 }, (_, at) => town(at + 1));
const starts = ({ tracks }: Town): RecordedPoint[] => tracks.flatMap(({ pieces }) => pieces[0]?.[0] ?? []);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const misses = (guess: (town: Town) => Place): number => median(TOWNS.map((one) => distanceM(one.home, guess(one))));

const flat = (origin: Place, { latitude, longitude }: Place): [number, number] => [
  (longitude - origin.longitude) * METRES_A_DEGREE * Math.cos((origin.latitude * Math.PI) / 180),
  (latitude - origin.latitude) * METRES_A_DEGREE,
];
const mean = (places: readonly Place[]): Place => ({
  latitude: places.reduce((total, { latitude }) => total + latitude, 0) / places.length,
  longitude: places.reduce((total, { longitude }) => total + longitude, 0) / places.length,
});

/** Where the sum of `cost` over places around `from` is least: a grid that becomes finer. */
function least(from: Place, cost: (place: Place) => number): Place {
  let best = from;
  for (const span of [1_200, 300, 80, 20, 5]) {
    const around = best;
    let bestCost = Infinity;
    for (let east = -5; east <= 5; east += 1)
      for (let north = -5; north <= 5; north += 1) {
        const place = moved(around, (east * span) / 5, (north * span) / 5);
        const costs = cost(place);
        if (costs < bestCost) [best, bestCost] = [place, costs];
      }
  }
  return best;
}

test("S4 the hidden place holds the whole zone, and looks the same for every track", () => {
  for (const { home, hidden, tracks } of TOWNS) {
    const inside = Array.from({ length: 60 }, (_, at) => {
      const [angle, far] = [(at / 20) * 2 * Math.PI, [0, 0.5, 0.99][at % 3] ?? 0];
      return moved(home, far * RADIUS * Math.sin(angle), far * RADIUS * Math.cos(angle));
    });
    expect(inside.every((place) => isHidden(place, hidden))).toBe(true);
    const shown = tracks.flatMap(({ pieces }) => pieces.flat());
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown.every((point) => distanceM(point, home) > RADIUS && !isHidden(point, hidden))).toBe(true);
  }
});

test("S4 attack by circle: the middle of the circle that fits the ends best misses home by half the radius", () => {
  // Kåsa's fit, the first one of the published attacks.
  const centre = (one: Town): Place => {
    const ends = starts(one);
    const origin = mean(ends);
    const rows = ends.map((end) => flat(origin, end));
    let [sxx, sxy, syy, sx, sy, sxz, syz, sz] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const [x, y] of rows) {
      const z = x * x + y * y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
      sx += x;
      sy += y;
      sxz += x * z;
      syz += y * z;
      sz += z;
    }
    const n = rows.length;
    const [a, b, c] = [sxx - (sx * sx) / n, sxy - (sx * sy) / n, syy - (sy * sy) / n];
    const [d, e] = [(sxz - (sx * sz) / n) / 2, (syz - (sy * sz) / n) / 2];
    const det = a * c - b * b;
    return moved(origin, (d * c - b * e) / det, (a * e - b * d) / det);
  };
  expect(misses(centre)).toBeGreaterThanOrEqual(RADIUS / 2);
});

test("S4 attack by end points: where the directions of the first metres meet misses home by half the radius", () => {
  const meet = (one: Town): Place =>
    least(mean(starts(one)), (place) => {
      let total = 0;
      for (const { pieces } of one.tracks) {
        const [a, b] = pieces[0] ?? [];
        if (a === undefined || b === undefined) continue;
        const [x, y] = flat(a, place);
        const [dx, dy] = flat(a, b);
        total += Math.abs(x * dy - y * dx) / Math.hypot(dx, dy);
      }
      return total;
    });
  expect(misses(meet)).toBeGreaterThanOrEqual(RADIUS / 2);
});

test("S4 attack by arithmetic: what a track claims is what it shows, so nothing is left over", () => {
  for (const { tracks } of TOWNS)
    for (const { pieces, distance_m, moving_ms, ascent_m, startMs } of tracks) {
      let visible = 0;
      for (const piece of pieces) piece.reduce((a, b) => ((visible += distanceM(a, b)), b));
      expect(Math.abs(distance_m - visible)).toBeLessThanOrEqual(0.5);
      expect(moving_ms).toBe(pieces.reduce((total, piece) => total + (piece.at(-1)?.ts ?? 0) - (piece[0]?.ts ?? 0), 0));
      expect(startMs).toBe(pieces[0]?.[0]?.ts);
      expect(ascent_m).toBeLessThan(distance_m);
    }
  // The attack itself: home lies as far from each start as is missing there; nothing is missing, so it says the starts' own middle at best.
  const guess = (one: Town): Place =>
    least(mean(starts(one)), (place) =>
      starts(one).reduce((total, start) => total + Math.abs(distanceM(place, start)), 0),
    );
  expect(misses(guess)).toBeGreaterThanOrEqual(RADIUS / 2);
});

test("S4 attack by hills: the height where tracks begin tells the place where they begin, not home", () => {
  // Who knows the hills looks for the place whose height fits the first shown heights best.
  const guess = (one: Town): Place =>
    least(mean(starts(one)), (place) =>
      starts(one).reduce((total, { elevation_m }) => total + Math.abs((elevation_m ?? 0) - hills(place)), 0),
    );
  expect(misses(guess)).toBeGreaterThanOrEqual(RADIUS / 2);
});

test("S4 nothing but place, time and height of a point goes further, and a ride inside a zone is nothing", () => {
  const [first] = TOWNS;
  const home = first?.home ?? { latitude: 0, longitude: 0 };
  const hidden = first?.hidden ?? [];
  const extended = [0, 10].map((s) => ({ ...moved(home, 3_000 + s, 0), ts: s, heart_rate: 140, elevation_m: 3 }));
  expect(Object.keys(clip(extended, hidden).pieces[0]?.[0] ?? {}).sort()).toEqual([
    "elevation_m",
    "latitude",
    "longitude",
    "ts",
  ]);
  const inside = [0, 10].map((s) => ({ ...moved(home, s, 0), ts: s }));
  expect(clip(inside, hidden)).toEqual({ pieces: [], distance_m: 0, ascent_m: 0, moving_ms: 0 });
});
