import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { takeInstallLock } from "./install-lock.ts";

const lockPath = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "env.lock");
};

const take = async (path: string): Promise<() => Promise<void>> => {
  const release = await takeInstallLock(path);
  if (typeof release === "number") throw new Error(`held by ${release}`);
  return release;
};

test("D3 the second installer waits until the first is done", async () => {
  const path = await lockPath();
  const order: string[] = [];
  const first = await take(path);
  const second = take(path).then(async (release) => {
    order.push("second");
    await release();
  });
  order.push("first");
  await first();
  await second;
  expect(order).toEqual(["first", "second"]);
});

test("D3 the lock of an installer that was killed is taken over", async () => {
  const path = await lockPath();
  const gone = spawn(process.execPath, ["--eval", ""]);
  await once(gone, "exit");
  await writeFile(path, String(gone.pid));
  expect(await takeInstallLock(path)).toBeTypeOf("function");
});
