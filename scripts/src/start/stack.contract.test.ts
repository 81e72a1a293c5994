import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { processStart } from "./processes/process-start.ts";
import { startStack } from "./stack.ts";
import type { Stack } from "./stack.ts";

const place = async (): Promise<{ dataDir: string; webFolder: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-stack-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const webFolder = join(folder, "web");
  await mkdir(webFolder);
  await writeFile(join(webFolder, "index.html"), "<title>Paceline</title>");
  return { dataDir: join(folder, "data"), webFolder };
};

const started = async (at: { dataDir: string; webFolder: string }): Promise<Stack> => {
  const stack = await startStack({ ...at, testVariant: true });
  if (!stack.ok) throw new Error(`${stack.failure.code} ${stack.failure.cause ?? ""}`);
  onTestFinished(() => stack.value.stop());
  return stack.value;
};

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const alive = async (pid: number): Promise<boolean> => (await processStart(pid)) !== undefined;

test("D3 page, homeserver and bridge answer at one origin, and a killed bridge comes back", async () => {
  const { origin, bridge } = await started(await place());
  expect(await (await fetch(origin)).text()).toBe("<title>Paceline</title>");
  expect(await statusOf(`${origin}/_matrix/client/versions`)).toBe(200);
  expect(await statusOf(`${bridge.baseUrl}/ready`)).toBe(200);
  await bridge.kill();
  expect(await statusOf(`${origin}/api/v1/clubs`)).toBe(502);
  expect(await bridge.restart()).toEqual({ ok: true, value: undefined });
  expect(await statusOf(`${origin}/api/v1/clubs`)).not.toBe(502);
});

test("D4 demo people are offered only after they were named", async () => {
  const { origin, offer } = await started(await place());
  expect(await statusOf(`${origin}/demo.json`)).toBe(404);
  offer([{ name: "Ana Lind", userId: "@ana:paceline.localhost", password: "a password" }]);
  expect(await statusOf(`${origin}/demo.json`)).toBe(200);
});

test("D3 a second start finds the data of the first, and secrets are for their owner only", async () => {
  const at = await place();
  const first = await started(at);
  await first.synapse.register({ localpart: "ana", password: "a password" });
  await first.stop();
  const second = await started(at);
  expect(await second.synapse.register({ localpart: "ana", password: "a password" })).toMatchObject({
    ok: false,
    failure: { code: "NAME_TAKEN" },
  });
  for (const name of ["secrets.json", "synapse/homeserver.yaml", "bridge/bridge.json"])
    expect(((await stat(join(at.dataDir, name))).mode & 0o777).toString(8)).toBe("600");
});

test("D3 stop ends every process, and so does the death of the starter", async () => {
  const stack = await started(await place());
  const pids = stack.pids();
  expect(await Promise.all(pids.map(alive))).toEqual([true, true]);
  await stack.stop();
  expect(await Promise.all(pids.map(alive))).toEqual([false, false]);

  const module = JSON.stringify(import.meta.resolve("./stack.ts"));
  const options = JSON.stringify({ ...(await place()), testVariant: true });
  const code = `const { startStack } = await import(${module}); const stack = await startStack(${options}); console.log(JSON.stringify(stack.value.pids()));`;
  const starter = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: starter.stdout }), "line")) as [string];
  const left = JSON.parse(line) as number[];
  expect(await Promise.all(left.map(alive))).toEqual([true, true]);
  starter.kill("SIGKILL");
  await expect.poll(async () => (await Promise.all(left.map(alive))).includes(true)).toBe(false);
});
