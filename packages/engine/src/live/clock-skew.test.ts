import { expect, test } from "vitest";
import { clockSkew } from "./clock-skew.ts";

const NOW = Date.UTC(2026, 10, 21, 8);

/** What is told of answers: when the server wrote each (ms after `NOW`, by a clock that is `skew` ahead), when it was here, and how long it was asked for. */
const toldOf = (answers: readonly { readonly skew?: number; readonly written: number; readonly here: number }[]) => {
  const told: number[] = [];
  const answered = clockSkew((ms) => told.push(ms));
  let asked = 0;
  for (const { skew = 0, written, here } of answers) {
    answered(Math.floor((NOW + written + skew) / 1_000) * 1_000, here - asked, NOW + here);
    asked = here;
  }
  return told;
};

test("S10 a clock that is wrong is told once, and again when it was set", () => {
  const told = toldOf([
    { written: 40, here: 60 },
    { written: 90, here: 100, skew: 500 },
    { written: 140, here: 200, skew: 3_600_000 },
  ]);
  expect(told.map((ms) => Math.round(ms / 1_000_000))).toEqual([0, 4]);
});

test("S2 S10 answers that took long, written at their beginning or at their end, do not move the clock to and fro", () => {
  const told = toldOf([
    { written: 4_400, here: 4_500 },
    { written: 4_600, here: 9_000 },
    { written: 13_400, here: 13_500 },
    { written: 13_600, here: 18_000 },
  ]);
  expect(told.length).toBeLessThanOrEqual(1);
});

test("S10 what a long trip left open is put right by a short one, once", () => {
  const told = toldOf([
    { written: 4_900, here: 4_900 },
    { written: 4_950, here: 5_000 },
    { written: 9_400, here: 9_500 },
    { written: 9_600, here: 9_650 },
  ]);
  expect(told.map((ms) => Math.round(Math.abs(ms) / 1_000))).toEqual([2, 0]);
});
