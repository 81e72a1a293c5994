import { fileURLToPath } from "node:url";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { HomeserverDescription } from "../description.ts";
import type { SynapseEnvironment } from "../environment/environment.ts";
import { endChild, killChild } from "./ended-child.ts";
import { firstAnswer } from "./first-answer.ts";
import { forkSocket, launchFork } from "./for-tests/forks.ts";
import { variablesForTests } from "./for-tests/variables.ts";
import { launchChild } from "./launched.ts";
import type { Launched } from "./launched.ts";
import { layout } from "../synapse/files.ts";

const LAUNCHER = fileURLToPath(new URL("launch.py", import.meta.url));

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
 * signing key if there is none. It ends when we end.
 */
export const runSynapse = async (
  environment: SynapseEnvironment,
  description: HomeserverDescription,
): Promise<Result<SynapseProcess, SynapseFailure>> => {
  const child = await launch(environment, description);
  const { exited } = child;
  const process: SynapseProcess = {
    pid: child.pid,
    exited,
    stop: () => endChild(child, exited),
    kill: () => killChild(child, exited),
  };

  const outcome = await firstAnswer(`http://127.0.0.1:${description.clientPort}/_matrix/client/versions`, exited);
  if (outcome === "answered") return ok(process);
  await process.kill();
  return outcome === "exited" ? failed("SYNAPSE_DIED", "never", child.lastWords()) : failed("SYNAPSE_SLOW", "later");
};

const launch = async (
  environment: SynapseEnvironment,
  { folder, forTests }: HomeserverDescription,
): Promise<Launched> => {
  const args = ["--config-path", layout(folder).configuration];
  const forks = forTests ? forkSocket() : undefined;
  if (forks !== undefined) return launchFork(forks, LAUNCHER, args, folder);
  const variables = forTests ? variablesForTests(environment) : environment.variables;
  return launchChild(environment.python, [LAUNCHER, ...args], folder, variables);
};
