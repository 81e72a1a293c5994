import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Note } from "@paceline/testkit/counts";
import { circumstances } from "./steps/circumstances.ts";
import type { Run } from "./steps/plan.ts";
import { CHECKOUT, endToEndStep, vitestStep } from "./steps/plan.ts";
import { proofOf } from "./steps/proof.ts";
import { report } from "./steps/report.ts";

// `npm run prove [-- "B1 "]`: the files of `npm test` at the counts that the requirements ask for, one after the other.
const [only] = process.argv.slice(2);
const reports = join(CHECKOUT, ".paceline", "reports", "prove");
const notes = join(reports, "figures.jsonl");
const run: Run = {
  reports,
  limitMs: 6 * 3_600_000,
  env: { PACELINE_COUNTS: "prove", PACELINE_FIGURES: notes },
  ...(only === undefined ? {} : { only }),
};
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
writeFileSync(notes, "");

const outcomes = await report([
  {
    steps: [vitestStep("unit", run), vitestStep("contract", run), vitestStep("view", run), endToEndStep(run)],
    atOnce: 1,
  },
]);

if (outcomes.every((outcome) => outcome.results.length === 0)) {
  console.error(`No test has a title that matches "${only}".`);
  process.exitCode = 1;
}
const noted = readFileSync(notes, "utf8").split("\n").filter(Boolean);
const proof = proofOf(
  circumstances(`npm run prove${only === undefined ? "" : ` -- "${only}"`}`),
  outcomes,
  noted.map((line) => JSON.parse(line) as Note),
);
const folder = join(CHECKOUT, "bench", "results");
mkdirSync(folder, { recursive: true });
// A proof of one requirement stands beside the whole, not in its place.
const name = ["prove", ...(only ?? "").toLowerCase().split(/[^a-z0-9]+/)].filter(Boolean).join("-");
writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(proof.data, null, 2)}\n`);
writeFileSync(join(folder, `${name}.md`), proof.text);
