import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { circumstances, headOf } from "./steps/circumstances.ts";
import { CHECKOUT } from "./steps/plan.ts";
import { lineOf } from "./steps/report.ts";
import { runStep } from "./steps/step.ts";
import { stopAsked } from "./steps/stop.ts";

// `npm run bench [-- <part of a file's name>]`: every bench by itself, nothing beside it, results with the command that took them.
const [only = ""] = process.argv.slice(2);
const folder = join(CHECKOUT, "bench", "results");
const files = globSync("bench/src/**/*.bench.ts", { cwd: CHECKOUT }).filter((file) => file.includes(only));
const stop = stopAsked();
if (files.length === 0) {
  console.error(`No bench under bench/src has "${only}" in its name.`);
  process.exitCode = 1;
}

mkdirSync(folder, { recursive: true });
for (const file of files.toSorted()) {
  const name = basename(file, ".bench.ts");
  const output = join(folder, `${name}.json`);
  const args = [join(CHECKOUT, "bench", "src", "run-file.ts"), join(CHECKOUT, file), output];
  const outcome = await runStep({ name, args, cwd: CHECKOUT, limitMs: 3_600_000 }, stop);
  console.log(lineOf(outcome));
  if (outcome.failed > 0) {
    process.exitCode = 1;
    continue;
  }
  const { result, table } = JSON.parse(readFileSync(output, "utf8"));
  const taken = circumstances(`npm run bench${only === "" ? "" : ` -- ${only}`}`);
  writeFileSync(output, `${JSON.stringify({ ...taken, ...result }, null, 2)}\n`);
  writeFileSync(join(folder, `${name}.md`), `${headOf(`Bench: ${name}`, taken)}\n${table}\n`);
  console.log(table);
  if ([...result.pairs, ...result.figures].some((row: { kept: boolean }) => !row.kept)) process.exitCode = 1;
}
