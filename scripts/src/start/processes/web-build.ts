import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { webSourcesStamp } from "./web-sources.ts";

/** Vite's command as the web package installed it. */
export const viteCommand = (checkout: string): string =>
  join(dirname(createRequire(join(checkout, "web", "package.json")).resolve("vite/package.json")), "bin", "vite.js");

/**
 * Builds the web client unless it was built from these very sources. Resolves with the folder to serve. An interrupted
 * build leaves no stamp, so the next call builds again. `cause`: what Vite said is wrong.
 */
export const buildWeb = async (checkout: string): Promise<Result<string, "WEB_BUILD_FAILED">> => {
  const folder = join(checkout, "web", "dist");
  const stampPath = join(checkout, ".paceline", "web.stamp");
  const stamp = await webSourcesStamp(checkout);
  const built = existsSync(join(folder, "index.html")) && (await readFile(stampPath, "utf8").catch(() => "")) === stamp;
  if (built) return ok(folder);

  await rm(stampPath, { force: true });
  const child = spawn(process.execPath, [viteCommand(checkout), "build", "--logLevel", "warn"], {
    cwd: join(checkout, "web"),
    // A test runner says "test", which would build React's development code in, for the next start as well.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const status = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", resolve);
  });
  if (status !== 0) return failed("WEB_BUILD_FAILED", "never", explanationIn(said) || `ended with ${String(status)}`);
  await mkdir(dirname(stampPath), { recursive: true });
  await writeFile(stampPath, stamp);
  return ok(folder);
};

/** Vite's words without the stack traces that follow them. */
const explanationIn = (said: string): string =>
  said
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at /.test(line))
    .slice(0, 15)
    .join("\n");
