import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockDifference, isTimeZone, meetupTime, timeInZone } from "./index.ts";

const BERLIN = "Europe/Berlin";

describe("wall time to instant", () => {
  test("E6 an ordinary wall time exists once", () => {
    expect(meetupTime("2026-11-22T09:00", BERLIN)).toEqual({
      ok: true,
      value: {
        time: { utc: "2026-11-22T08:00:00Z", local: "2026-11-22T09:00:00", timeZone: BERLIN },
        shift: "none",
      },
    });
  });

  test("E6 a wall time in the gap of spring moves later by the gap", () => {
    expect(meetupTime("2026-03-29T02:30:00", BERLIN)).toMatchObject({
      value: { time: { utc: "2026-03-29T01:30:00Z", local: "2026-03-29T03:30:00" }, shift: "gap" },
    });
    expect(meetupTime("2026-10-04T02:15:00", "Australia/Lord_Howe")).toMatchObject({
      value: { time: { local: "2026-10-04T02:45:00" }, shift: "gap" },
    });
  });

  test("E6 a wall time that exists twice in autumn is the earlier one unless asked otherwise", () => {
    const utc = (overlap?: "later") => meetupTime("2026-10-25T02:30:00", BERLIN, overlap);
    expect(utc()).toMatchObject({ value: { time: { utc: "2026-10-25T00:30:00Z" }, shift: "overlap" } });
    expect(utc("later")).toMatchObject({ value: { time: { utc: "2026-10-25T01:30:00Z" }, shift: "overlap" } });
  });

  test.each([
    "2026-02-30T09:00",
    "2026-11-22T24:00",
    "2026-11-22",
    "tomorrow",
    "2026-11-22T09:00Z",
    "2026-11-22T09:00:00[UTC]",
  ])("E6 %s is no wall time", (local) => {
    expect(meetupTime(local, BERLIN)).toMatchObject({ ok: false, failure: { code: "bad-local-time" } });
  });

  test.each(["Mars/Olympus", "", "+02:00", "Europe/Berlin]"])("E6 %j is no time zone", (zone) => {
    expect(isTimeZone(zone)).toBe(false);
    expect(meetupTime("2026-11-22T09:00", zone)).toMatchObject({ failure: { code: "unknown-time-zone" } });
    expect(timeInZone(0, zone)).toMatchObject({ failure: { code: "unknown-time-zone" } });
  });

  test("E6 every instant survives the way to a wall time and back, in any zone", () => {
    const zone = fc.constantFrom(
      BERLIN,
      "America/St_Johns",
      "Asia/Kolkata",
      "Pacific/Chatham",
      "America/New_York",
      "UTC",
    );
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(zone, seconds, (timeZone, second) => {
        const seen = timeInZone(second * 1000, timeZone);
        if (!seen.ok) throw new Error("zone unknown");
        const back = (["earlier", "later"] as const).map((overlap) => meetupTime(seen.value.local, timeZone, overlap));
        expect(back.map((result) => result.ok && result.value.time.utc)).toContain(seen.value.utc);
        expect(Date.parse(seen.value.utc)).toBe(second * 1000);
      }),
    );
  });
});

test("E6 the difference between the clock there and the reader's is told in minutes, at that date", () => {
  const winter = { utc: "2026-11-22T08:00:00Z", local: "2026-11-22T09:00:00", timeZone: BERLIN };
  expect(clockDifference(winter, "Europe/Paris")).toEqual({ ok: true, value: 0 });
  expect(clockDifference(winter, "Asia/Kolkata")).toEqual({ ok: true, value: -270 });
  expect(clockDifference({ ...winter, utc: "2026-03-20T08:00:00Z" }, "America/New_York")).toEqual({
    ok: true,
    value: 300,
  });
  expect(clockDifference(winter, "Nowhere/Here")).toMatchObject({ failure: { code: "unknown-time-zone" } });
});
