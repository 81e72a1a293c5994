import { spawn } from "node:child_process";
import { openSync, closeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { endChild, exitOf, firstAnswer, killChild } from "@paceline/homeserver-config/run";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

export type NodeChild = {
  readonly pid: number;
  readonly exited: Promise<void>;
  /** In order, by SIGTERM. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
};

export type NodeChildOptions = {
  readonly script: string;
  readonly args: readonly string[];
  /** Node's own, such as `--watch`. */
  readonly nodeArgs?: readonly string[];
  readonly folder: string;
  /** Gets what it says, appended. */
  readonly logPath: string;
  /** Answers 2xx when it is ready. */
  readonly readyUrl: string;
};

const WATCHER = import.meta.resolve("./end-with-starter.ts");

/**
 * Starts a program of ours under this Node and waits until it is ready. It is in a process group of its own, so that a Ctrl-C
 * in the terminal reaches only us, and it ends when we end. `cause` of a failure is the end of its log.
 */
export const startNodeChild = async (options: NodeChildOptions): Promise<Result<NodeChild, "DIED" | "SLOW">> => {
  const log = openSync(options.logPath, "a", 0o600);
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), "--import", WATCHER, options.script, ...options.args],
    { cwd: options.folder, detached: true, stdio: ["pipe", log, log] },
  );
  closeSync(log);
  const exited = exitOf(child);
  const running: NodeChild = {
    pid: child.pid ?? 0,
    exited,
    stop: () => endChild(child, exited),
    kill: () => killChild(child, exited),
  };
  const outcome = await firstAnswer(options.readyUrl, exited);
  if (outcome === "answered") return ok(running);
  await running.kill();
  const lastWords = (await readFile(options.logPath, "utf8")).slice(-1_500).trim();
  return failed(outcome === "exited" ? "DIED" : "SLOW", "never", lastWords);
};
