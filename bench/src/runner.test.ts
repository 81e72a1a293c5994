import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pair } from "./runner.ts";
import { runBench, runPair } from "./runner.ts";
import { quantile } from "@paceline/testkit/counts";
import { summary } from "./statistics.ts";
import { tableOf } from "./table.ts";

const side = (name: string, ...values: number[]) => {
  const left = [...values];
  return { name, measure: async () => left.shift() ?? Number.NaN };
};

const pair = (ours: number[], theirs: number[], more: Partial<Pair> = {}): Pair => ({
  name: "M1 a send",
  unit: "ms",
  ours: side("Paceline", ...ours),
  theirs: side("bare", ...theirs),
  rounds: ours.length,
  ...more,
});

test("D3 the median lies between the quartiles, and all lie inside the values", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const { median, lower, upper } = summary(values);
      expect(Math.min(...values)).toBeLessThanOrEqual(lower);
      expect(lower).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(upper);
      expect(upper).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(() => quantile([], 0.5)).toThrow("no values");
});

test("D3 a pair gives medians, spread and the ratio, and holds it against its bound", async () => {
  const result = await runPair(pair([10, 30, 20], [40, 40, 40], { gate: { atMost: 0.5 } }));
  expect(result).toMatchObject({ ratio: 0.5, kept: true, ours: { median: 20 }, theirs: { median: 40 } });
  expect(result.ratios.values).toEqual([0.25, 0.75, 0.5]);
  expect((await runPair(pair([10], [40], { gate: { atLeast: 0.8 } }))).kept).toBe(false);
});

test("D3 warm-ups are not counted and the sides take turns in beginning", async () => {
  const turns: string[] = [];
  const watched = (name: string) => ({ name, measure: async () => turns.push(name) });
  const result = await runPair(pair([], [], { ours: watched("a"), theirs: watched("b"), rounds: 2, warmups: 1 }));
  expect(turns).toEqual(["b", "a", "a", "b", "b", "a"]);
  expect(result.ours.values).toEqual([3, 6]);
});

test("D3 what is no measurement ends the run, and the bench is closed all the same", async () => {
  let closed = 0;
  const open = async () => ({ pairs: [pair([1], [])], close: async () => void (closed += 1) });
  await expect(runBench({ open })).rejects.toThrow("NaN is no measurement");
  expect(closed).toBe(1);
});

test("D3 the table shows figures, spread, bound and what was not kept", async () => {
  const figure = { name: "D2 script before paint", unit: "KiB", measure: async () => 200, atMost: 180 };
  const close = async () => undefined;
  const table = tableOf(await runBench({ open: async () => ({ pairs: [pair([1], [2])], figures: [figure], close }) }));
  expect(table).toContain("Paceline: 1 (1–1) ms");
  expect(table).toContain("0.5 (0.5–0.5, 1 rounds)");
  expect(table).toContain("≤ 180 KiB | **not kept**");
});
