import { expect, test, vi } from "vitest";
import { formatsFor } from "./formats.ts";

const berlin = formatsFor("en-GB", "metric", "Europe/Berlin");
const at = (text: string): number => Date.parse(text);
const now = at("2026-11-21T09:41:00+01:00");

test("E6 a time elsewhere is written in its own zone, with the zone where clocks differ", () => {
  const start = at("2026-11-22T09:00:00+01:00");
  expect(berlin.timeIn(start, "Europe/Berlin")).toBe("09:00");
  expect(berlin.timeIn(start, "Europe/Paris")).toBe("09:00");
  expect(berlin.timeIn(start, "America/New_York")).toMatch(/^03:00 (GMT-5|EST)$/);
});

test("E6 tomorrow is a day of the calendar, also over the change of clocks", () => {
  expect(berlin.dayName(at("2026-11-22T00:05:00+01:00"), now)).toBe("Tomorrow");
  expect(berlin.dayName(at("2026-10-25T23:30:00+01:00"), at("2026-10-24T23:45:00+02:00"))).toBe("Tomorrow");
});

test("M2 a day begins at the reader's midnight, also where clocks are off by a quarter of an hour, and is not the same a year later", () => {
  const { day } = formatsFor("en-GB", "metric", "Asia/Kathmandu");
  const midnight = at("2026-11-21T00:00:00+05:45");
  expect(day(midnight - 1)).toBe("2026-11-20");
  expect(day(midnight)).toBe("2026-11-21");
  expect(day(at("2026-11-21T23:59:59+05:45"))).toBe("2026-11-21");
  expect(day(at("2025-11-21T12:00:00+05:45"))).not.toBe(day(midnight));
});

test("M10 a list shows the time today, then yesterday, the weekday, the date", () => {
  expect(berlin.stamp(at("2026-11-21T08:00:00+01:00"), now)).toBe("08:00");
  expect(berlin.stamp(at("2026-11-20T23:59:00+01:00"), now)).toBe("Yesterday");
  expect(berlin.stamp(at("2026-11-17T12:00:00+01:00"), now)).toBe("Tue");
  expect(berlin.stamp(at("2026-11-02T12:00:00+01:00"), now)).toBe("2 Nov");
});

test("E1 lengths are written in the units of the reader", () => {
  const miles = formatsFor("en-US", "imperial", "America/New_York");
  expect(berlin.distance(62_000)).toBe("62 km");
  expect(berlin.distance(5_400)).toBe("5.4 km");
  expect(miles.distance(62_000)).toBe("39 mi");
  expect(miles.height(640)).toBe("2,100 ft");
});

test("M1 a hundred lines of a conversation need no more formatters than one", () => {
  const made = vi.spyOn(Intl, "DateTimeFormat");
  const formats = formatsFor("de", "metric", "Europe/Berlin");
  const line = (ts: number) => [formats.time(ts), formats.exact(ts), formats.stamp(ts, now), formats.dayName(ts, now)];
  line(now);
  const first = made.mock.calls.length;
  for (let hour = 0; hour < 100; hour += 1) line(now - hour * 60_000);
  expect(first).toBeGreaterThan(0);
  expect(made.mock.calls.length).toBe(first);
  made.mockRestore();
});
