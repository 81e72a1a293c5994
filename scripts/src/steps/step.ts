import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { killAll, signal, startedBy } from "./process-tree.ts";
import type { Process } from "./process-tree.ts";
import type { TestResult } from "./tally.ts";
import { playwrightResults, vitestResults } from "./tally.ts";

/** One program of a run. A step with a report counts the tests inside it, one without counts as one test. */
export type Step = {
  readonly name: string;
  /** Arguments of Node: a program's script and what it is told. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** `only`: a part of titles; a step may then hold no test at all. */
  readonly report?: { readonly kind: "vitest" | "playwright"; readonly file: string; readonly only?: string };
  /** Milliseconds after which a step that hangs is ended and has failed. */
  readonly limitMs: number;
};

export type Outcome = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly ms: number;
  readonly output: string;
  readonly results: readonly TestResult[];
};

/** Runs a step to its end. `stop` ends it early, with everything that it started; a step that was not begun by then has failed. */
export async function runStep(step: Step, stop: AbortSignal): Promise<Outcome> {
  if (stop.aborted)
    return { name: step.name, passed: 0, failed: 1, ms: 0, output: "was not begun: the run was ended", results: [] };
  const began = performance.now();
  if (step.report !== undefined) {
    rmSync(step.report.file, { force: true });
    mkdirSync(dirname(step.report.file), { recursive: true });
  }
  const { code, output } = await run(step, AbortSignal.any([stop, AbortSignal.timeout(step.limitMs)]));
  const outcome = { name: step.name, ms: performance.now() - began };
  if (step.report === undefined)
    return { ...outcome, output, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, results: [] };
  const results = resultsOf(step.report);
  if (results?.length === 0 && step.report.only !== undefined)
    return { ...outcome, output, passed: 0, failed: 0, results };
  if (results === undefined || results.length === 0)
    return { ...outcome, passed: 0, failed: 1, results: [], output: `${output}\nNo test ran in this step.` };
  const failed = results.filter((result) => !result.passed);
  const silent = code !== 0 && failed.length === 0;
  return {
    ...outcome,
    results,
    passed: results.length - failed.length,
    failed: failed.length + (silent ? 1 : 0),
    output: `${output}\n${failed.map((result) => `not passed: ${result.title} (${result.file})`).join("\n")}`,
  };
}

function resultsOf({ kind, file, only }: NonNullable<Step["report"]>): TestResult[] | undefined {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    return kind === "vitest" ? vitestResults(report, only) : playwrightResults(report, only);
  } catch {
    return undefined; // The caller counts a report that is missing or half written as a failure.
  }
}

/** How long a step that is ended may take to end what it started. */
const PATIENCE_MS = 10_000;

type Ended = { readonly code: number | null; readonly output: string };

function run(step: Step, stop: AbortSignal): Promise<Ended> {
  // A process group of its own, so that servers and browsers which a test left behind end with it.
  const child = spawn(process.execPath, step.args, {
    cwd: step.cwd,
    env: { ...process.env, ...step.env, FORCE_COLOR: undefined, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const { pid } = child;
  let tree: readonly Process[] = [];
  let patience: NodeJS.Timeout | undefined;
  const endNow = (): void => {
    if (pid === undefined) return;
    killAll([...tree, ...startedBy(pid)]);
    signalGroup(pid, "SIGKILL");
  };
  const end = (): void => {
    chunks.push(Buffer.from(`\n${step.name} was ended after ${Math.round(step.limitMs / 1000)} s or by Ctrl-C.`));
    if (pid === undefined) return;
    // Whoever is still there after the asking is known by name: with the parent gone nobody tells any more who started it.
    tree = startedBy(pid);
    // Asked first: browsers and servers in process groups of their own are best ended by who started them.
    signalGroup(pid, "SIGINT");
    patience = setTimeout(endNow, PATIENCE_MS);
  };
  stop.addEventListener("abort", end, { once: true });
  return new Promise((resolve) => {
    const done = (code: number | null, more = ""): void => {
      stop.removeEventListener("abort", end);
      clearTimeout(patience);
      endNow();
      resolve({ code, output: `${Buffer.concat(chunks).toString("utf8").trim()}${more}` });
    };
    child.once("error", (error) => done(null, `\n${error.message}`));
    child.once("exit", (code) => done(code));
  });
}

const signalGroup = (pid: number, name: "SIGINT" | "SIGKILL"): void =>
  signal(process.platform === "win32" ? pid : -pid, name);
