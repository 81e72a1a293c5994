import { expect, test } from "vitest";
import type { MapContent, MapPerson } from "./content.ts";
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
