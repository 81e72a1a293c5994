import { appendFileSync } from "node:fs";

/** How often a test does its work: `quick` fits a pull request, `prove` is what a requirement asks for. */
export type Counts = { readonly quick: number; readonly prove: number };
/** Measured by a test for the report of `npm run prove`; numbers and short words, no content. */
export type Figures = Readonly<Record<string, number | string>>;

/**
 * The count for this run. `npm run prove` sets PACELINE_COUNTS=prove and PACELINE_FIGURES to a file; a count that was
 * used is noted there under its name, so that the report can say at which counts it was taken.
 */
export function count(name: string, counts: Counts, env: NodeJS.ProcessEnv = process.env): number {
  const used = env["PACELINE_COUNTS"] === "prove" ? counts.prove : counts.quick;
  note({ kind: "count", name, figures: { count: used } }, env);
  return used;
}

/** Puts what an oracle counted into the report, e.g. `figures("B1 kill -9", { kills: 200, lost: 0, doubled: 0 })`. */
export function figures(name: string, measured: Figures, env: NodeJS.ProcessEnv = process.env): void {
  note({ kind: "figures", name, figures: measured }, env);
}

/** What this share (0 to 1) of the measurements does not exceed; linear interpolation between the two nearest. `values` must not be empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("no values");
  return below + (above - below) * (place - Math.floor(place));
}

/** One line of the figures file. */
export type Note = { readonly kind: "count" | "figures"; readonly name: string; readonly figures: Figures };

function note(line: Note, env: NodeJS.ProcessEnv): void {
  const file = env["PACELINE_FIGURES"];
  if (file !== undefined && file !== "") appendFileSync(file, `${JSON.stringify(line)}\n`);
}
