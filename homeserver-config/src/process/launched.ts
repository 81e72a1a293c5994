import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { exitOf } from "./ended-child.ts";
import type { Endable } from "./ended-child.ts";

/** A process that was told to start. */
export type Launched = Endable & {
  readonly pid: number;
  /** Resolves when it is gone, whoever ended it, or could not be started at all. */
  readonly exited: Promise<void>;
  /** The end of what it said on its error output: Synapse explains a wrong configuration there. */
  lastWords(): string;
};

/** Starts a program in a group of its own, so a Ctrl-C in the terminal reaches only us. We hold its standard input. */
export const launchChild = (
  program: string,
  args: readonly string[],
  folder: string,
  variables: NodeJS.ProcessEnv,
): Launched => {
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: variables,
  });
  return {
    pid: child.pid ?? 0,
    exited: exitOf(child),
    lastWords: tail(child),
    kill: (signal) => void child.kill(signal),
  };
};

const tail = (child: ChildProcess): (() => string) => {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-2_000);
  });
  return () => text.trim();
};
