import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { lineOf, summaryOf } from "./report.ts";
import { runStages } from "./stages.ts";
import type { Step } from "./step.ts";
import { runStep } from "./step.ts";
import { playwrightResults, vitestResults } from "./tally.ts";

const never = new AbortController().signal;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "paceline-steps-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const script = (name: string, program: string, more: Partial<Step> = {}): Step => ({
  name,
  args: ["--eval", program],
  cwd: tmpdir(),
  limitMs: 20_000,
  ...more,
});

test("D3 a step without a report counts as one, and shows its output only when it failed", async () => {
  const good = await runStep(script("good", "console.log('quiet')"), never);
  const bad = await runStep(script("bad", "console.log('the reason'); process.exit(3)"), never);
  expect(summaryOf([good, bad])).toBe("1 passed, 1 failed");
  expect(lineOf(good)).not.toContain("quiet");
  expect(lineOf(bad)).toContain("the reason");
});

test("D3 a failed step shows the last test that passed, and none of the others", async () => {
  const program = `console.log(" ✓ first\\n ✓ second\\n × third"); process.exit(1)`;
  const line = lineOf(await runStep(script("bad", program), never));
  expect(line).toContain("✓ second");
  expect(line).toContain("× third");
  expect(line).not.toContain("first");
});

test("D3 a step that is ended takes the servers it started with it", async () => {
  const file = join(folder(), "port");
  const server = `const server = require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1", () =>
    require("node:fs").writeFileSync(${JSON.stringify(file)}, String(server.address().port)))`;
  const program = `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(server)}]);
    setInterval(() => {}, 1000);`;
  const stop = new AbortController();
  const running = runStep(script("hangs", program), stop.signal);
  const address = await vi.waitFor(() => `http://127.0.0.1:${readFileSync(file, "utf8")}/`, 10_000);
  await vi.waitFor(() => fetch(address), 10_000);
  stop.abort();
  const outcome = await running;
  expect(outcome.failed).toBe(1);
  expect(outcome.output).toContain("was ended");
  await vi.waitFor(() => expect(fetch(address)).rejects.toThrow("fetch failed"), 10_000);
});

test("D3 a step is asked to end first, so that what it started in a group of its own ends too", async () => {
  const file = join(folder(), "port");
  const server = `const server = require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1", () =>
    require("node:fs").writeFileSync(${JSON.stringify(file)}, String(server.address().port)))`;
  const program = `const apart = require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(server)}], { detached: true });
    process.on("SIGINT", () => { apart.kill(); process.exit(1); });
    setInterval(() => {}, 1000);`;
  const stop = new AbortController();
  const running = runStep(script("hangs", program), stop.signal);
  const address = await vi.waitFor(() => `http://127.0.0.1:${readFileSync(file, "utf8")}/`, 10_000);
  await vi.waitFor(() => fetch(address), 10_000);
  stop.abort();
  await running;
  await vi.waitFor(() => expect(fetch(address)).rejects.toThrow("fetch failed"), 10_000);
});

test("D3 a step that hangs is ended at its limit", async () => {
  const outcome = await runStep(script("hangs", "setInterval(() => {}, 1000)", { limitMs: 200 }), never);
  expect([outcome.passed, outcome.failed]).toEqual([0, 1]);
});

test("D3 a step whose report is missing, empty or left from an earlier run has failed", async () => {
  const file = join(folder(), "report.json");
  const report = { kind: "vitest", file } as const;
  writeFileSync(file, JSON.stringify({ testResults: [vitestFile("passed", ["passed"])] }));
  expect((await runStep(script("stale", "", { report }), never)).failed).toBe(1);
  const writesEmpty = `require("node:fs").writeFileSync(${JSON.stringify(file)}, '{"testResults":[]}')`;
  expect((await runStep(script("empty", writesEmpty, { report }), never)).failed).toBe(1);
});

test("D3 a runner that ends with an error although every test passed has failed", async () => {
  const file = join(folder(), "report.json");
  const json = JSON.stringify({ testResults: [vitestFile("passed", ["passed"])] });
  const program = `require("node:fs").writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(json)}); process.exit(1)`;
  const outcome = await runStep(script("unhandled", program, { report: { kind: "vitest", file } }), never);
  expect([outcome.passed, outcome.failed]).toEqual([1, 1]);
});

test("D3 skipped, broken and flaky tests have not passed", () => {
  const vitest = vitestResults({
    testResults: [vitestFile("passed", ["passed", "skipped", "todo"]), vitestFile("failed", [])],
  });
  expect(vitest.map((result) => result.passed)).toEqual([true, false, false, false]);
  const specs = ["expected", "flaky", "skipped", "unexpected"].map((status) => ({
    title: status,
    tests: [{ status, results: [{ duration: 5 }] }],
  }));
  const playwright = playwrightResults({
    suites: [{ title: "a", file: "a", specs: [], suites: [{ title: "b", file: "a", specs }] }],
    errors: [new Error("global setup")],
  });
  expect(playwright.map((result) => result.passed)).toEqual([true, false, false, false, false]);
});

test("D3 a run of some tests counts those alone, and a tier may have none of them", async () => {
  const report = { testResults: [vitestFile("passed", ["B1 asked", "M1 other"])] };
  expect(vitestResults(report, "B1 ").map((result) => result.title)).toEqual(["B1 asked"]);
  expect(playwrightResults({ suites: [], errors: [{ message: "Error: No tests found" }] }, "B1 ")).toEqual([]);
  const file = join(folder(), "report.json");
  const program = `require("node:fs").writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify(report))})`;
  const outcome = await runStep(script("none", program, { report: { kind: "vitest", file, only: "S1 " } }), never);
  expect([outcome.passed, outcome.failed]).toEqual([0, 0]);
});

test("D3 stages keep their order and a failure stops nothing", async () => {
  const told: string[] = [];
  const outcomes = await runStages(
    [
      { atOnce: 1, steps: [script("one", "process.exit(1)"), script("two", "")] },
      { atOnce: 2, steps: [script("three", "")] },
    ],
    (outcome) => told.push(outcome.name),
    never,
  );
  expect(told).toEqual(["one", "two", "three"]);
  expect(summaryOf(outcomes)).toBe("2 passed, 1 failed");
});

function vitestFile(status: string, tests: readonly string[]) {
  const assertionResults = tests.map((each) => ({ fullName: each, status: each, duration: 1 }));
  return { name: "a.test.ts", status, message: "", assertionResults };
}
