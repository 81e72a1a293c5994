import { relative } from "node:path";
import type { Note } from "@paceline/testkit/counts";
import type { Circumstances } from "./circumstances.ts";
import { headOf } from "./circumstances.ts";
import { CHECKOUT } from "./plan.ts";
import { summaryOf } from "./report.ts";
import type { Outcome } from "./step.ts";

export type Proof = { readonly data: unknown; readonly text: string };

/** What a run of proofs has shown: the counts it used, what its oracles counted, and every test. */
export function proofOf(taken: Circumstances, outcomes: readonly Outcome[], notes: readonly Note[]): Proof {
  const ran = outcomes.flatMap((outcome) => outcome.results.map((test) => ({ ...test, tier: outcome.name })));
  const tests = ran.map((test) => ({ ...test, file: relative(CHECKOUT, test.file).replaceAll("\\", "/") }));
  const counts = notes.filter((note) => note.kind === "count");
  const figures = notes.filter((note) => note.kind === "figures");
  const summary = summaryOf(outcomes);
  return {
    data: { ...taken, summary, counts, figures, tests },
    text: [
      headOf("Proofs", taken),
      `${summary}\n`,
      "| counts used | |\n|---|---|",
      ...new Set(counts.map((note) => `| ${note.name} | ${note.figures["count"]} |`)),
      "\n| counted | |\n|---|---|",
      ...figures.map((note) => `| ${note.name} | ${wordsOf(note)} |`),
      "\n| test | tier | seconds | |\n|---|---|---|---|",
      ...tests.map(({ title, tier, ms, passed }) => {
        const outcome = passed ? "passed" : "**failed**";
        return `| ${title.replaceAll("|", "\\|")} | ${tier} | ${(ms / 1000).toFixed(1)} | ${outcome} |`;
      }),
      "",
    ].join("\n"),
  };
}

const wordsOf = (note: Note): string =>
  Object.entries(note.figures)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
