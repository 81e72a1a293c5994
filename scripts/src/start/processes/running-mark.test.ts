import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { processStart } from "./process-start.ts";
import { runningMark } from "./running-mark.ts";

const markPath = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-mark-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "running.json");
};

const sleeper = () => {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => 0, 1000)"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, pid: child.pid ?? 0, ended: once(child, "exit") };
};

const writeMark = async (path: string, starter: { pid: number; started: string }, children: object[] = []) =>
  writeFile(path, JSON.stringify({ starter, origin: "http://localhost:8720", children }));

test("D3 a start that runs is recognised, one that ended is not", async () => {
  const path = await markPath();
  const { child, pid, ended } = sleeper();
  await writeMark(path, { pid, started: (await processStart(pid)) ?? "" });
  expect(await runningMark(path).other()).toEqual({ pid, origin: "http://localhost:8720" });
  child.kill("SIGKILL");
  await ended;
  expect(await runningMark(path).other()).toBeUndefined();
});

test("D3 a process that got the id of an ended start is left alone", async () => {
  const path = await markPath();
  const { child, pid } = sleeper();
  await writeMark(path, { pid, started: "another time" }, [{ pid, started: "another time" }]);
  expect(await runningMark(path).other()).toBeUndefined();
  expect(await runningMark(path).endLeftovers()).toBe(0);
  expect(child.exitCode ?? child.signalCode).toBeNull();
});

test("D3 what a killed start left behind is ended", async () => {
  const path = await markPath();
  const left = sleeper();
  await writeMark(path, { pid: 1, started: "long ago" }, [{ pid: left.pid, started: await processStart(left.pid) }]);
  expect(await runningMark(path).endLeftovers()).toBe(1);
  await left.ended;
  expect(left.child.signalCode).toBe("SIGTERM");
});

test("D3 a mark is made and cleared, and a torn one says nothing", async () => {
  const path = await markPath();
  const mark = runningMark(path);
  await mark.set("http://localhost:8720", []);
  expect(await readFile(path, "utf8")).toContain(String(process.pid));
  await mark.clear();
  await writeFile(path, '{"starter":');
  expect(await mark.other()).toBeUndefined();
});
