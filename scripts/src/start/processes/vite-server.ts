import { join } from "node:path";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { startNodeChild } from "./node-child.ts";
import type { NodeChild } from "./node-child.ts";
import { viteCommand } from "./web-build.ts";

/** Vite's development server on a port behind the gateway: modules as they are, replaced in the page when they change. */
export const startViteServer = async (
  checkout: string,
  port: number,
  logPath: string,
): Promise<Result<NodeChild, "WEB_BUILD_FAILED">> => {
  const started = await startNodeChild({
    script: viteCommand(checkout),
    args: ["--host", "127.0.0.1", "--port", String(port), "--strictPort", "--clearScreen", "false"],
    folder: join(checkout, "web"),
    logPath,
    readyUrl: `http://127.0.0.1:${port}/`,
  });
  return started.ok ? ok(started.value) : failed("WEB_BUILD_FAILED", "never", started.failure.cause);
};
