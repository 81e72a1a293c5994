import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { cleanVariables } from "./environment.ts";

/**
 * Runs a Python command of the installation. A failure's `cause` is the last thing it said. Ends when we end; the next installation begins anew.
 */
export const pip = async (
  python: string,
  args: readonly string[],
  onProgress: (doing: string) => void,
): Promise<Result<void, "COMMAND_FAILED">> => {
  const child = spawn(python, args, { stdio: ["ignore", "pipe", "pipe"], env: cleanVariables() });
  const endWithUs = (): void => void child.kill();
  process.once("exit", endWithUs);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-1_000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const name = /^Collecting ([A-Za-z0-9_.-]+)/.exec(line)?.[1];
    if (name) onProgress(`fetching ${name}`);
    else if (line.startsWith("Installing collected packages")) onProgress("unpacking");
    else if (line.startsWith("Error")) said = line;
  });
  const status = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "ended"));
  });
  process.off("exit", endWithUs);
  return status === 0 ? ok(undefined) : failed("COMMAND_FAILED", "later", said.trim() || `ended with ${status}`);
};
