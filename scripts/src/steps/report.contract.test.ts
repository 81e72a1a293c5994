import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { processStart } from "../start/processes/process-start.ts";
import { killAll, startedBy } from "./process-tree.ts";

/** Each of these writes its process id under its own name, and then what makes it hard to end. */
const HERE = (name: string): string =>
  `require("node:fs").writeFileSync(${JSON.stringify(name)}, String(process.pid)); setInterval(() => {}, 1000);`;
const DEAF = `for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});`;
const start = (program: string, options = "{}"): string =>
  `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(program)}], ${options});`;
const APART = `{ detached: true, stdio: "ignore" }`;

/** A runner with the shape of Playwright's: a worker in its group that hears no signal, a browser in a group of its own with a helper. */
const TREE = [
  start(`${DEAF}${start(HERE("helper"), APART)}${HERE("worker")}`),
  start(`${start(`${DEAF}${HERE("renderer")}`)}${HERE("browser")}`, APART),
].join("");
const NAMES = ["browser", "helper", "renderer", "runner", "worker"];

/** `npm test` with two steps, of which the first starts processes and never ends. */
async function running(folder: string, runner: string) {
  const file = join(folder, "command.mjs");
  const step = (name: string, program: string): object => ({
    name,
    args: ["--eval", program],
    cwd: folder,
    limitMs: 600_000,
  });
  const steps = [step("end to end", `${runner}${TREE}${HERE("runner")}`), step("after", HERE("after"))];
  writeFileSync(
    file,
    `import { report } from ${JSON.stringify(import.meta.resolve("./report.ts"))};
     await report([{ steps: ${JSON.stringify(steps)}, atOnce: 1 }]);`,
  );
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  const pids = (): readonly number[] => NAMES.map((name) => Number(readFileSync(join(folder, name), "utf8")));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, said }));
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual(expect.arrayContaining(NAMES)), 30_000);
  await vi.waitFor(() => expect(pids().every((pid) => pid > 0)).toBe(true), 30_000);
  return { child, pids, ended };
}

test.each([
  ["SIGTERM", "ends when it is asked", ""],
  ["SIGINT", "ends when it is asked", ""],
  ["SIGTERM", "does not hear", DEAF],
] as const)(
  "D3 %s to a command ends the step that runs, which %s, and everything it started, in whatever group",
  async (signal, _how, runner) => {
    const folder = mkdtempSync(join(tmpdir(), "paceline-report-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { child, pids, ended } = await running(folder, runner);
    const all = pids();
    const started = startedBy(child.pid ?? 0);
    onTestFinished(() => killAll(started));
    expect(started.map(({ pid }) => pid)).toEqual(expect.arrayContaining([...all]));
    expect(await Promise.all(all.map(processStart))).not.toContain(undefined);
    child.kill(signal);
    // Asked twice it does not leave before it is done.
    child.kill(signal);
    const { code, said } = await ended;
    expect(code).toBe(1);
    expect(said).toContain("0 passed, 2 failed");
    const gone = all.map(() => undefined);
    await vi.waitFor(async () => expect(await Promise.all(all.map(processStart))).toEqual(gone), 10_000);
    // What had not begun does not begin.
    expect(existsSync(join(folder, "after"))).toBe(false);
  },
);
