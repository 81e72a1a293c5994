import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { HomeserverDescription } from "../description.ts";
import type { SynapseEnvironment } from "../environment/environment.ts";
import { endChild, exitOf, killChild } from "./ended-child.ts";
import { firstAnswer } from "./first-answer.ts";
import { layout } from "../synapse/files.ts";

const LAUNCHER = fileURLToPath(new URL("launch.py", import.meta.url));
const FOR_TESTS = fileURLToPath(new URL("for-tests", import.meta.url));

export type SynapseProcess = {
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Asks it to end in order; kills it when it does not. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
};

/** `SYNAPSE_DIED`: ended before it answered, `cause` has its last words. `SYNAPSE_SLOW`: no answer within a minute. */
export type SynapseFailure = "SYNAPSE_DIED" | "SYNAPSE_SLOW";

/**
 * Starts Synapse on files that `synapseFiles` rendered and waits for its first answer. Synapse makes its
 * signing key if there is none. The process is in a group of its own, so a Ctrl-C in the terminal reaches only us; it ends when we end.
 */
export const runSynapse = async (
  environment: SynapseEnvironment,
  description: HomeserverDescription,
): Promise<Result<SynapseProcess, SynapseFailure>> => {
  const { configuration } = layout(description.folder);
  const child = spawn(environment.python, [LAUNCHER, "--config-path", configuration], {
    cwd: description.folder,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: description.forTests ? { ...environment.variables, PYTHONPATH: FOR_TESTS } : environment.variables,
  });
  const lastWords = tail(child);
  const exited = exitOf(child);
  const process: SynapseProcess = {
    pid: child.pid ?? 0,
    exited,
    stop: () => endChild(child, exited),
    kill: () => killChild(child, exited),
  };

  const outcome = await firstAnswer(`http://127.0.0.1:${description.clientPort}/_matrix/client/versions`, exited);
  if (outcome === "answered") return ok(process);
  await process.kill();
  return outcome === "exited" ? failed("SYNAPSE_DIED", "never", lastWords()) : failed("SYNAPSE_SLOW", "later");
};

/** Keeps the end of what the child says on its error output: Synapse explains a wrong configuration there. */
const tail = (child: ChildProcess): (() => string) => {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-2_000);
  });
  return () => text.trim();
};
