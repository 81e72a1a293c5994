import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { count, figures } from "./counts.ts";

test("B1 a count is quick unless the run is a proof", () => {
  expect(count("kills", { quick: 10, prove: 500 }, {})).toBe(10);
  expect(count("kills", { quick: 10, prove: 500 }, { PACELINE_COUNTS: "prove" })).toBe(500);
});

test("B1 a proof notes the counts it used and the figures it measured", () => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-counts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { PACELINE_COUNTS: "prove", PACELINE_FIGURES: join(folder, "figures.jsonl") };
  count("kills", { quick: 10, prove: 500 }, env);
  figures("B1 kill -9", { lost: 0, doubled: 0 }, env);
  expect(
    readFileSync(env.PACELINE_FIGURES, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { kind: "count", name: "kills", figures: { count: 500 } },
    { kind: "figures", name: "B1 kill -9", figures: { lost: 0, doubled: 0 } },
  ]);
});
