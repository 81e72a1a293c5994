import type { BenchResult, FigureResult, PairResult } from "./runner.ts";
import type { Summary } from "./statistics.ts";

/** A table for people: one row for a pair or a figure, with its bound and whether it was kept. */
export function tableOf({ pairs, figures }: BenchResult): string {
  return [
    "| what | ours | beside | ratio (middle half) | bound | |",
    "|---|---|---|---|---|---|",
    ...pairs.map(pairRow),
    ...figures.map(figureRow),
  ].join("\n");
}

const pairRow = (pair: PairResult): string =>
  row([
    pair.name,
    `${pair.ours.name}: ${spread(pair.ours)} ${pair.unit}`,
    `${pair.theirs.name}: ${spread(pair.theirs)} ${pair.unit}`,
    `${short(pair.ratio)} (${short(pair.ratios.lower)}–${short(pair.ratios.upper)}, ${pair.ours.values.length} rounds)`,
    boundOf(pair.gate),
    pair.kept ? "kept" : "**not kept**",
  ]);

const figureRow = (figure: FigureResult): string =>
  row([
    figure.name,
    `${short(figure.value)} ${figure.unit}`,
    "",
    "",
    figure.atMost === undefined ? "" : `≤ ${figure.atMost} ${figure.unit}`,
    figure.kept ? "kept" : "**not kept**",
  ]);

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const spread = ({ median, lower, upper }: Summary): string => `${short(median)} (${short(lower)}–${short(upper)})`;

function boundOf(gate: PairResult["gate"]): string {
  if (gate === undefined) return "";
  return "atMost" in gate ? `≤ ${gate.atMost}` : `≥ ${gate.atLeast}`;
}

/** Three significant digits are all that these measurements hold. */
const short = (value: number): string => String(Number(value.toPrecision(3)));
