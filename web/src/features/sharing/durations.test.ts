import { expect, test } from "vitest";
import { hasEnd, lasting } from "./durations.ts";

const NOW = Date.parse("2026-11-21T08:41:00Z");
const HOUR = 3_600_000;

test("S2 a share lasts as long as was said, and a day at most", () => {
  expect(lasting("quarter", NOW, undefined, "")).toBe(HOUR / 4);
  expect(lasting("hour", NOW, undefined, "")).toBe(HOUR);
  expect(lasting("ride", NOW, { startMs: NOW - HOUR, endMs: NOW + 2 * HOUR }, "")).toBe(2 * HOUR);
  expect(lasting("ride", NOW, { startMs: NOW, endMs: NOW + 100 * HOUR }, "")).toBe(24 * HOUR);
});

test("S2 a ride without an end is taken to last three hours, and one that is over ends nothing", () => {
  expect(lasting("ride", NOW, { startMs: NOW - HOUR }, "")).toBe(2 * HOUR);
  expect(lasting("ride", NOW, { startMs: NOW - 9 * HOUR }, "")).toBeUndefined();
  expect(hasEnd({ startMs: NOW - 9 * HOUR }, NOW)).toBe(false);
  expect(hasEnd({ startMs: NOW + 2 * HOUR }, NOW)).toBe(true);
  expect(hasEnd({ startMs: NOW + 60 * HOUR }, NOW)).toBe(false);
});

test("S2 an own end is a wall time, of tomorrow when it has passed", () => {
  const inTwoMinutes = new Date(NOW + 120_000);
  const text = `${inTwoMinutes.getHours()}:${String(inTwoMinutes.getMinutes()).padStart(2, "0")}`;
  expect(lasting("own", NOW, undefined, text)).toBe(120_000);
  const passed = new Date(NOW - 120_000);
  const before = `${passed.getHours()}:${String(passed.getMinutes()).padStart(2, "0")}`;
  expect(lasting("own", NOW, undefined, before)).toBe(24 * HOUR - 120_000);
  expect(lasting("own", NOW, undefined, "soon")).toBeUndefined();
});
