import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "@paceline/testkit/synapse";
import { processStart } from "./processes/process-start.ts";

type Place = { readonly dataDir: string; readonly webFolder: string };
type Run = { readonly child: ChildProcess; readonly said: () => string; readonly code: Promise<number | null> };

const place = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-start-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const webFolder = join(folder, "web");
  await mkdir(webFolder);
  await writeFile(join(webFolder, "index.html"), "<title>Paceline</title>");
  return { dataDir: join(folder, "dev"), webFolder };
};

/** `npm start -- …args`, with its data elsewhere than in the checkout. */
const run = (at: Place, ...args: string[]): Run => {
  const module = JSON.stringify(import.meta.resolve("./run-start.ts"));
  const code = `const { runStart } = await import(${module}); process.exitCode = await runStart(${JSON.stringify(args)}, ${JSON.stringify(at)});`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text, code: once(child, "close").then(([status]) => status as number | null) };
};

const demoPeople = async (port: string): Promise<readonly { name: string }[]> => {
  const { people } = (await (await fetch(`http://localhost:${port}/demo.json`)).json()) as {
    people: { name: string }[];
  };
  return people;
};

const fileUnder = async (folder: string, name: string): Promise<string> => {
  const found = (await readdir(folder, { recursive: true })).find((path) => basename(path) === name);
  return join(folder, found ?? name);
};

const isUp = async (started: Run): Promise<void> => {
  await expect.poll(started.said, { timeout: 180_000 }).toMatch(/Paceline is up|could not|ended before/);
};

test(
  "D3 a fresh start leaves nothing of before; one that was cut off or killed is gone on with; it says where it is and who may sign in, a second one points to it, Ctrl-C ends everything",
  { timeout: 300_000 },
  async () => {
    const at = await place();
    const port = String(await freePort());
    const ofAnotherSet = join(at.dataDir, "of-another-set");
    await mkdir(at.dataDir);
    await writeFile(ofAnotherSet, "");
    const cut = run(at, "--port", port, "--fresh");
    await expect.poll(cut.said, { timeout: 60_000 }).toContain("Homeserver started");
    expect(existsSync(ofAnotherSet)).toBe(false);
    cut.child.kill("SIGINT");
    expect(await cut.code).toBe(130);
    const killed = run(at, "--port", port);
    await expect.poll(killed.said, { timeout: 60_000 }).toContain("Homeserver started");
    killed.child.kill("SIGKILL");
    await killed.code;

    const first = run(at, "--port", port);
    await isUp(first);
    expect(first.said()).toContain("Paceline is up");
    expect(first.said()).toContain(`http://localhost:${port}`);
    expect(first.said()).toMatch(/✓ Homeserver started {2}\d+\.\d s\n {2}✓ Bridge started/);
    const people = await demoPeople(port);
    for (const { name } of people) expect(first.said()).toContain(name);

    const second = run(at, "--port", port);
    expect(await second.code).toBe(1);
    expect(second.said()).toContain(
      `open http://localhost:${port}, or end it with Ctrl-C in its terminal (or kill ${first.child.pid})`,
    );

    const mark = JSON.parse(await readFile(join(at.dataDir, "running.json"), "utf8")) as {
      children: { pid: number }[];
    };
    first.child.kill("SIGINT");
    expect(await first.code).toBe(0);
    expect(first.said()).toContain("Everything has ended.");
    for (const { pid } of mark.children) expect(await processStart(pid)).toBeUndefined();

    const signingKey = await fileUnder(at.dataDir, "signing.key");
    const key = await readFile(signingKey, "utf8");
    const again = run(at, "--port", port);
    await isUp(again);
    // Nothing is made again: the same people with the same passwords, on the same homeserver.
    expect(await demoPeople(port)).toEqual(people);
    expect(await readFile(signingKey, "utf8")).toBe(key);
    again.child.kill("SIGTERM");
    expect(await again.code).toBe(0);
  },
);

test("D3 a busy port is a sentence with the command that helps, before anything is started", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const refused = run(await place(), "--port", String(port));
  expect(await refused.code).toBe(1);
  expect(refused.said().trim()).toBe(
    `Port ${port} is in use by another program: end that one, or choose another port with npm start -- --port ${port + 10}`,
  );
});
