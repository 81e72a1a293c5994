import { expect, test } from "vitest";
import { clockOf, fieldTime, nextAt } from "./time-left.ts";

const at = (hour: number, minute: number, day = 21) => new Date(2026, 10, day, hour, minute).getTime();

test("S5 what is left is said in hours and minutes, never less than there is", () => {
  expect(clockOf(112 * 60_000)).toBe("1:52");
  expect(clockOf(8 * 60_000 + 1)).toBe("0:09");
  expect(clockOf(0)).toBe("0:00");
  expect(clockOf(-5_000)).toBe("0:00");
});

test("S5 a time that is over today means tomorrow", () => {
  expect(nextAt("17:30", at(15, 0))).toBe(at(17, 30));
  expect(nextAt("07:15", at(15, 0))).toBe(at(7, 15, 22));
  expect(nextAt("15:00", at(15, 0))).toBe(at(15, 0, 22));
});

test.each(["", "7", "24:00", "12:60", "noon"])("S5 %j is no time", (time) => {
  expect(nextAt(time, at(12, 0))).toBeUndefined();
});

test("S5 a moment fills the time field", () => {
  expect(fieldTime(at(7, 5))).toBe("07:05");
});
