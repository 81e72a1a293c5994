import type { Outcome } from "./step.ts";
import type { Stage } from "./stages.ts";
import { runStages } from "./stages.ts";
import { stopAsked } from "./stop.ts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** One line for a step, and below it what it said when it failed. */
export function lineOf(outcome: Outcome): string {
  const tests = outcome.results.length === 0 ? "" : `  ${outcome.passed} of ${outcome.passed + outcome.failed}`;
  const line = `${outcome.failed === 0 ? "✓" : "✗"} ${outcome.name.padEnd(12)} ${seconds(outcome.ms).padStart(8)}${tests}`;
  return outcome.failed === 0 ? line : `${line}\n${indented(outcome.output)}`;
}

/** Without the tests that passed, save the last one: it tells where a step was that had to be ended. */
function indented(text: string): string {
  const lines = text.trim().split("\n");
  const passed = lines.map((line) => /^\s*✓/.test(line));
  const last = passed.lastIndexOf(true);
  return lines
    .filter((_, index) => !passed[index] || index === last)
    .map((line) => `    ${line}`)
    .join("\n");
}

/** The last line of every run; other programs read it. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const sum = (key: "passed" | "failed"): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return `${sum("passed")} passed, ${sum("failed")} failed`;
}

/** Runs the stages of a command, prints as it goes and sets the exit code. Asked to end it ends every step first. */
export async function report(stages: readonly Stage[]): Promise<Outcome[]> {
  const stop = stopAsked();
  const began = performance.now();
  const outcomes = await runStages(stages, (outcome) => console.log(lineOf(outcome)), stop);
  console.log(`\n${outcomes.length} steps in ${seconds(performance.now() - began)}`);
  console.log(summaryOf(outcomes));
  process.exitCode = outcomes.every((outcome) => outcome.failed === 0) ? 0 : 1;
  return outcomes;
}
