import { eventId, NS, userId } from "@paceline/protocol";
import { decode, MAX_TRACK_FIXES } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beacon, beaconInfo, blur, distanceM, bearingDeg, dueMs, forget, hear, intervalMs } from "./index.ts";
import { isLive, measured, NOTHING_OUT, readGeo, replayed, shareOf, staleAtMs, taken, writeGeo } from "./index.ts";
import type { Heard, Position, Share } from "./index.ts";

const ANA = userId("@ana:example.org");
const BEN = userId("@ben:example.org");
const T0 = 1_795_363_200_000;
const HOUR = 3_600_000;
const SHARE: Share = { id: eventId("$share"), user: ANA, startedMs: T0, endsMs: T0 + HOUR, live: true };
const state = (content: unknown, key: string = ANA) => ({ id: SHARE.id, key, sender: ANA, ts: T0, content });

const latitude = fc.double({ min: -85, max: 85, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const place = fc.record({ latitude, longitude });
const fix = fc.record({ latitude, longitude, ts: fc.integer({ min: T0, max: T0 + HOUR }) });
const pace = fc.record({
  speed_mps: fc.double({ min: 0, max: 25, noNaN: true }),
  battery_pct: fc.integer({ min: 1, max: 100 }),
});
const position = (fixes: readonly [Fix, ...Fix[]], id: string, sender = ANA): Position => ({
  id: eventId(id),
  sender,
  ts: T0 + HOUR,
  target: SHARE.id,
  content: beacon(SHARE.id, fixes, undefined),
});

describe("geo uris", () => {
  test("S2 a place comes back within a metre, with its accuracy", () =>
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 5_000 }), (at, accuracy_m) => {
        const uri = writeGeo({ ...at, accuracy_m, ts: 0 });
        const read = readGeo(uri);
        expect(read?.accuracy_m).toBe(accuracy_m);
        expect(distanceM(at, read ?? { latitude: 0, longitude: 0 })).toBeLessThan(1);
      }),
    ));
  test("S2 what others write is read, what is no place is not", () => {
    expect(readGeo("geo:48.2010,16.3695,183;crs=wgs84;u=40")).toEqual({
      latitude: 48.201,
      longitude: 16.3695,
      altitude_m: 183,
      accuracy_m: 40,
    });
    for (const broken of ["", "geo:", "geo:NaN,1", "geo:91,0", "geo:0,181", "geo:1", "geo:1,2;crs=moon", "http://x"])
      expect(readGeo(broken)).toBeUndefined();
  });
});

describe("shares", () => {
  test("S2 what Element X sends is a share, and what we send has its every key", () => {
    const info = {
      description: null,
      live: true,
      timeout: HOUR,
      "org.matrix.msc3488.ts": T0,
      "org.matrix.msc3488.asset": { type: "m.self" },
    };
    const { description: _null, ...withoutNull } = info;
    expect(shareOf(state(withoutNull))).toEqual(SHARE);
    expect(shareOf(state({ ...withoutNull, description: "Ana's position" }))).toEqual(SHARE);
    // ruma's BeaconInfoEventContent refuses the event where one of these is missing.
    for (const key of Object.keys(withoutNull)) expect(beaconInfo(true, T0, HOUR)).toHaveProperty([key]);
    expect(shareOf(state(beaconInfo(true, T0, HOUR)))).toEqual(SHARE);
    expect(shareOf(state(beaconInfo(false, T0, HOUR)))).toEqual({ ...SHARE, live: false });
  });

  test("S2 hostile shares are none: foreign keys, centuries, future starts, no numbers", () => {
    for (const key of ["ana", "ana:example.org", BEN, ""])
      expect(shareOf(state(beaconInfo(true, T0, HOUR), key))).toBeUndefined();
    for (const timeout of [-1, 0, Number.NaN, Infinity, 24 * HOUR + 1, 3e12, Number.MAX_SAFE_INTEGER])
      expect(shareOf(state(beaconInfo(true, T0, timeout)))).toBeUndefined();
    for (const start of [T0 + HOUR, 9e15, Number.NaN, -5])
      expect(shareOf(state(beaconInfo(true, start, HOUR)))).toBeUndefined();
    for (const content of [undefined, null, 7, [], {}, { live: "yes" }])
      expect(shareOf(state(content))).toBeUndefined();
  });

  test("S2 a share ends by the clock alone, and one from a server that lies about the time is not live yet", () => {
    expect(isLive(SHARE, T0)).toBe(true);
    expect(isLive(SHARE, T0 + HOUR - 1)).toBe(true);
    expect(isLive(SHARE, T0 + HOUR)).toBe(false);
    expect(isLive({ ...SHARE, live: false }, T0)).toBe(false);
    expect(isLive(SHARE, T0 - HOUR)).toBe(false);
  });
});

describe("positions", () => {
  const events = fc
    .array(fc.array(fix, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 })
    .map((all) => all.map((fixes, at) => position(fixes as [Fix, ...Fix[]], `$p${at}`)));
  const fold = (all: readonly Position[]): Heard => all.reduce<Heard>((heard, one) => hear(heard, SHARE, one), []);

  test("S2 whatever the order and however often they come, the newest place is the same", () =>
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (all, order) => {
        const shuffled = [...all, ...all].map((one) => [order.next().value ?? 0, one] as const);
        const other = shuffled.sort(([a], [b]) => a - b).map(([, one]) => one);
        expect(fold(other)).toEqual(fold(all));
      }),
    ));

  test("S2 only the sharer's own positions count, and a redacted one is gone", () => {
    const one = position([{ ts: T0, latitude: 1, longitude: 2 }], "$one");
    expect(fold([{ ...one, sender: BEN }])).toEqual([]);
    expect(fold([{ ...one, target: eventId("$other") }])).toEqual([]);
    expect(forget(fold([one]), one.id)).toEqual([]);
  });

  test("S2 what Element X sends is read, and broken contents cost nothing", () => {
    const content = {
      "m.relates_to": { rel_type: "m.reference", event_id: SHARE.id },
      "org.matrix.msc3488.location": { uri: "geo:48.13721,11.57556;u=8" },
      "org.matrix.msc3488.ts": T0,
    };
    const one = { ...position([{ ts: T0, latitude: 1, longitude: 2 }], "$one"), content };
    expect(fold([one])).toEqual([{ ts: T0, latitude: 48.13721, longitude: 11.57556, accuracy_m: 8, from: "$one" }]);
    const broken = [
      undefined,
      {},
      { ...content, "org.matrix.msc3488.ts": Number.NaN },
      { ...content, "org.matrix.msc3488.location": {} },
    ];
    for (const bad of broken) expect(fold([{ ...one, content: bad }])).toEqual([]);
    const future = { ...content, "org.matrix.msc3488.ts": T0 + 1_000 * HOUR };
    expect(fold([{ ...one, content: future }])).toEqual([]);
    const badTrack = { ...content, [`${NS}.track`]: { v: 1, fixes: [{ uri: "geo:x", ts: "soon" }] } };
    expect(fold([{ ...one, content: badTrack }])).toHaveLength(1);
  });

  test("S2 a position says speed, direction and battery in whole numbers, and comes back with them", () => {
    const at = { ts: T0, latitude: 48, longitude: 11, speed_mps: 6.84, heading_deg: 210.4, battery_pct: 63.5 };
    const one = position([at], "$one");
    expect(decode("beacon", one.content).is).toBe("valid");
    expect(fold([one])[0]).toMatchObject({ speed_mps: 6.84, heading_deg: 210, battery_pct: 64 });
  });

  test("S2 five hundred and one places are kept at most", () => {
    const many = Array.from({ length: 600 }, (_, at) =>
      position([{ ts: T0 + at, latitude: 1, longitude: 2 }], `$${at}`),
    );
    expect(fold(many)).toHaveLength(501);
    expect(fold(many).at(-1)?.ts).toBe(T0 + 599);
  });
});

describe("precision", () => {
  test.each([
    ["500m", 500],
    ["town", 5_000],
  ] as const)("S9 %s is a cell of a fixed metric grid", (precision, side) =>
    fc.assert(
      fc.property(place, (at) => {
        const told = blur({ ...at, ts: T0, speed_mps: 4, heading_deg: 3, altitude_m: 500 }, precision);
        expect(distanceM(at, told)).toBeLessThan(side * 0.75);
        const again = blur(told, precision);
        expect(distanceM(told, again)).toBeLessThan(1);
        expect(Object.keys(told).sort()).toEqual(["accuracy_m", "latitude", "longitude", "ts"]);
      }),
    ),
  );
  test("S9 a hundred positions at home are one position", () => {
    const told = Array.from({ length: 100 }, (_, at) =>
      JSON.stringify(blur({ ts: T0, latitude: 48.137 + at * 1e-6, longitude: 11.575 - at * 1e-6 }, "town")),
    );
    expect(new Set(told).size).toBe(1);
  });
  test("S9 exact is what was measured", () => {
    const at = { ts: T0, latitude: 48.1, longitude: 11.5, speed_mps: 4 };
    expect(blur(at, "exact")).toBe(at);
  });
});

describe("rate", () => {
  test("S2 5 to 30 s: by speed, turning, battery and how many share", () => {
    expect(intervalMs({ speed_mps: 9, sharers: 1 })).toBe(5_000);
    expect(intervalMs({ speed_mps: 3, sharers: 1 })).toBe(10_000);
    expect(intervalMs({ speed_mps: 3, turned_deg: 90, sharers: 1 })).toBe(5_000);
    expect(intervalMs({ speed_mps: 9, battery_pct: 10, sharers: 1 })).toBe(10_000);
    expect(intervalMs({ speed_mps: 9, sharers: 30 })).toBe(8_333);
    expect(intervalMs({ sharers: 1 })).toBe(30_000);
    expect(staleAtMs(T0, { speed_mps: 9, sharers: 1 })).toBe(T0 + 15_000);
  });
  test("S3 one room takes the same however many share in it, and nobody looks lost for that", () => {
    for (const sharers of [20, 30, 60, 108, 200, 500, 5_000]) {
      const each = intervalMs({ speed_mps: 9, sharers });
      expect((sharers / each) * 1_000).toBeLessThan(3.61);
      expect(staleAtMs(T0, { speed_mps: 9, sharers })).toBe(T0 + 3 * each);
    }
    expect(intervalMs({ sharers: 108 })).toBe(30_000);
    expect(intervalMs({ sharers: 500 })).toBe(138_889);
  });

  test("S2 the newest place always waits, never more than 60, and never twice", () =>
    fc.assert(
      fc.property(fc.array(fix, { minLength: 1, maxLength: 400 }), (fixes) => {
        const out = fixes.reduce(measured, NOTHING_OUT);
        const newest = fixes.reduce((a, b) => (b.ts > a.ts ? b : a));
        expect(out.waiting.at(-1)).toBe(newest);
        expect(out.waiting.length).toBeLessThanOrEqual(MAX_TRACK_FIXES);
        const after = taken(out, newest, T0);
        expect(dueMs(after, 1)).toBe(Infinity);
        expect(measured(after, newest).waiting).toEqual([]);
      }),
    ));

  test("S2 the first place leaves at once, the next after its pause", () => {
    const first = measured(NOTHING_OUT, { ts: T0, latitude: 1, longitude: 1 });
    expect(dueMs(first, 1)).toBe(0);
    const sent = taken(first, { ts: T0, latitude: 1, longitude: 1 }, T0 + 100);
    const next = measured(sent, { ts: T0 + 2_000, latitude: 1, longitude: 1, speed_mps: 8 });
    expect(dueMs(next, 1)).toBe(T0 + 5_100);
  });

  test("S3 whoever rode and stands now is heard of again before they look lost, however many share", () =>
    fc.assert(
      fc.property(pace, pace, fc.integer({ min: 1, max: 500 }), (ride, rest, sharers) => {
        const was = { ts: T0, latitude: 48, longitude: 11, ...ride };
        const is = { ts: T0 + 1_000, latitude: 48, longitude: 11, ...rest };
        // A place may be a second old when its turn comes, and takes as long again until it is shown.
        const due = dueMs(measured(taken(NOTHING_OUT, was, T0 + 1_000), is), sharers);
        expect(due + 1_000).toBeLessThan(staleAtMs(T0, { ...ride, sharers }));
        expect(due - T0 - 1_000).toBeGreaterThanOrEqual(intervalMs({ speed_mps: 9, sharers }));
      }),
    ));
});

describe("following", () => {
  test("S2 distance and direction of known places", () => {
    const munich = { latitude: 48.13743, longitude: 11.57549 };
    const vienna = { latitude: 48.20849, longitude: 16.37208 };
    expect(Math.round(distanceM(munich, vienna) / 1_000)).toBe(356);
    expect(bearingDeg(munich, vienna)).toBe(87);
    expect(bearingDeg({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBe(0);
    expect(distanceM({ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 })).toBeLessThan(250);
  });

  test("S2 a recorded track is ridden again, faster", () => {
    const points = [0, 60, 120].map((s) => ({ ts: s * 1_000, latitude: 48 + s / 60_000, longitude: 11 }));
    const at = (now: number) => replayed(points, { startedMs: T0, speed: 2 }, now);
    expect(at(T0 - 1)).toBeUndefined();
    expect(at(T0)).toMatchObject({ ts: T0, latitude: 48, heading_deg: 0 });
    expect(at(T0 + 45_000)?.latitude).toBeCloseTo(48.0015);
    expect(at(T0 + 45_000)?.speed_mps).toBeCloseTo(3.7, 0);
    expect(at(T0 + 60_001)).toBeUndefined();
  });
});
