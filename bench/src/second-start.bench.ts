import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@paceline/testkit/synapse";
import type { Bench } from "./runner.ts";
import { copyOfOurs } from "./start/pages.ts";

/** `npm start` once more, from the command to the line that says it is up; what a first start makes is there. */
export const bench: Bench = {
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), "paceline-bench-second-start-"));
    const webFolder = join(folder, "web");
    await copyOfOurs(webFolder);
    const place = { dataDir: join(folder, "dev"), webFolder };
    await start(place);
    return {
      figures: [
        {
          name: "D3 a second npm start, until it is up",
          unit: "s",
          atMost: 10,
          measure: async () => (await start(place)) / 1_000,
        },
      ],
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

/** Starts the set, waits until it is up and ends it; milliseconds until it was up. */
async function start(place: { readonly dataDir: string; readonly webFolder: string }): Promise<number> {
  const began = performance.now();
  const module = JSON.stringify(import.meta.resolve("@paceline/scripts/run-start"));
  const args = JSON.stringify(["--port", String(await freePort())]);
  const code = `const { runStart } = await import(${module}); process.exitCode = await runStart(${args}, ${JSON.stringify(place)});`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes("Paceline is up")) break;
  }
  const ms = performance.now() - began;
  if (!said.includes("Paceline is up")) throw new Error(`it did not come up: ${said}`);
  child.kill("SIGINT");
  await ended;
  return ms;
}
