import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Step } from "./step.ts";

export const CHECKOUT = resolve(import.meta.dirname, "../../..");
const MINUTE = 60_000;

/** Path of a package's program, so that no shell is needed on any system. */
export function program(packageName: string, name: string): string {
  const folder = join(CHECKOUT, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { bin: Record<string, string> };
  const path = bin[name];
  if (path === undefined) throw new Error(`${packageName} has no program ${name}`);
  return join(folder, path);
}

/** Where Node keeps what it made of our TypeScript: each of the hundreds of processes that a run starts begins in less than half the time. */
const MADE_BY_NODE = { NODE_COMPILE_CACHE: join(CHECKOUT, ".paceline", "made-by-node") };

const step = (name: string, args: readonly string[], limitMs: number, more: Partial<Step> = {}): Step => ({
  name,
  args,
  limitMs,
  cwd: CHECKOUT,
  ...more,
  env: { ...MADE_BY_NODE, ...more.env },
});

/** The compiler, alone and inside of the linter, is a program in Go that ends soon: it tidies its memory less often, for a third more of it. */
const COMPILER = { env: { GOGC: "400" } };
/** Packages are compiled at the same time; several checkers within one would each look at what they share. */
const ONE_CHECKER = ["--checkers", "1"];

/** What needs no test runner: each counts as one. */
export const staticSteps = (): Step[] => [
  step("types", [program("typescript", "tsc"), "--build", "--pretty", "false", ...ONE_CHECKER], 5 * MINUTE, COMPILER),
  step("lint", [program("oxlint", "oxlint")], 5 * MINUTE, COMPILER),
  step("format", [program("oxfmt", "oxfmt"), "--check"], 5 * MINUTE),
  step("dead code", [program("knip", "knip"), "--no-progress", "--treat-config-hints-as-errors"], 5 * MINUTE),
];

export const clientStep = (): Step => step("client", [join(CHECKOUT, "scripts", "src", "build-client.ts")], 5 * MINUTE);

export const serversStep = (): Step =>
  step("servers", [join(CHECKOUT, "scripts", "src", "get-servers.ts")], 10 * MINUTE);

export type Run = {
  /** Folder of the JSON reports. */
  readonly reports: string;
  /** `-t` of Vitest and `-g` of Playwright: only tests whose title matches this regular expression. */
  readonly only?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMs: number;
};

export type Tier = "unit" | "contract" | "view";

const asked = ({ only }: Run): { only?: string } => (only === undefined ? {} : { only });

/** One of the tiers that Vitest runs. */
export function vitestStep(tier: Tier, run: Run): Step {
  const file = join(run.reports, `${tier}.json`);
  const args = ["run", "--project", tier, "--reporter=verbose", "--reporter=json", `--outputFile.json=${file}`];
  const only = run.only === undefined ? [] : ["-t", run.only];
  return step(tier, [program("vitest", "vitest"), ...args, ...only], run.limitMs, {
    report: { kind: "vitest", file, ...asked(run) },
    env: { ...run.env },
  });
}

/** Browsers, servers and the plain client together. */
export function endToEndStep(run: Run): Step {
  const file = join(run.reports, "e2e.json");
  const only = run.only === undefined ? [] : ["-g", run.only];
  return step("end to end", [program("@playwright/test", "playwright"), "test", ...only], run.limitMs, {
    cwd: join(CHECKOUT, "e2e"),
    env: { ...run.env, PACELINE_E2E_REPORT: file },
    report: { kind: "playwright", file, ...asked(run) },
  });
}
