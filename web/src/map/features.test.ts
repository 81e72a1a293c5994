import fc from "fast-check";
import { expect, test } from "vitest";
import type { MapContent, MapPerson } from "./content.ts";
import { featuresOf, type Features, stepTo } from "./features.ts";
import { graticule } from "./graticule.ts";
import { nearest } from "./near.ts";

const person = (id: string, change: Partial<MapPerson> = {}): MapPerson => ({
  id,
  name: id,
  face: { id },
  latitude: 48,
  longitude: 11,
  faded: false,
  mine: false,
  trail: [],
  ...change,
});
const content = (people: readonly MapPerson[], more: Partial<MapContent> = {}): MapContent => ({
  people,
  places: [],
  signs: [],
  ...more,
});
const drawn = (what: MapContent): Features => featuresOf(what, what.people);

/** What the map's worker does with a step. */
function taken(before: Features, after: Features): Features {
  const step = stepTo(before, after);
  const now = new Map(before);
  for (const id of step?.remove ?? []) now.delete(String(id));
  for (const feature of step?.add ?? []) now.set(String(feature.id), feature as never);
  for (const { id, newGeometry, addOrUpdateProperties = [] } of step?.update ?? []) {
    const old = now.get(String(id))!;
    now.set(String(id), {
      ...old,
      geometry: (newGeometry ?? old.geometry) as typeof old.geometry,
      properties: {
        ...old.properties,
        ...Object.fromEntries(addOrUpdateProperties.map(({ key, value }) => [key, value as string])),
      },
    });
  }
  return now;
}

test("E14 a rider who moved is one step, and one who did not is none", () => {
  const before = drawn(content([person("a"), person("b")]));
  const after = drawn(content([person("a", { latitude: 48.1 }), person("b")]));
  expect(stepTo(before, after)).toEqual({
    add: [],
    remove: [],
    update: [{ id: "a", newGeometry: { type: "Point", coordinates: [11, 48.1] } }],
  });
  expect(stepTo(after, after)).toBeUndefined();
});

test("E14 the steps lead to what is to be shown, whatever was there before", () => {
  const people = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      latitude: fc.integer({ min: 40, max: 50 }),
      longitude: fc.integer({ min: 5, max: 15 }),
      faded: fc.boolean(),
      accuracy_m: fc.option(fc.integer({ min: 5, max: 50 }), { nil: undefined }),
      trail: fc.array(fc.record({ latitude: fc.integer({ min: 40, max: 50 }), longitude: fc.constant(11) }), {
        maxLength: 3,
      }),
    }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(people, people, (old, fresh) => {
      const [before, after] = [old, fresh].map((rows) => drawn(content(rows.map((row) => person(row.id, row)))));
      expect(Object.fromEntries(taken(before!, after!))).toEqual(Object.fromEntries(after!));
    }),
  );
});

test("E14 broken positions of others are not drawn and break nothing", () => {
  const broken = [Number.NaN, Infinity, 91, -1e300].map((latitude, at) =>
    person(`b${at}`, { latitude, accuracy_m: 5 }),
  );
  expect([...drawn(content([...broken, person("a")])).keys()]).toEqual(["a"]);
});

test("E14 of 500 riders a dozen have a face: the chosen one, myself, lead and sweep, and the nearest", () => {
  const far = Array.from({ length: 500 }, (_, at) => person(`r${at}`, { latitude: 48 + (500 - at) / 1_000 }));
  const people = [
    ...far,
    person("me", { mine: true }),
    person("lead", { latitude: 60, part: "lead" }),
    person("last", { latitude: 40, part: "sweep" }),
  ];
  const near = nearest(content(people), "r3").map(({ id }) => id);
  expect(near).toHaveLength(12);
  expect(near).toEqual(["r3", "me", "lead", "last", "r499", "r498", "r497", "r496", "r495", "r494", "r493", "r492"]);
});

test("E14 the grid has lines at every size of view, and never many", () => {
  for (const width of [360, 40, 5, 0.3, 0.01, 0.002]) {
    const lines = graticule([11, 48, 11 + width, Math.min(85, 48 + width)]).length;
    expect(lines).toBeGreaterThan(3);
    expect(lines).toBeLessThan(80);
  }
});
