import { ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { registerAccount } from "../accounts/register-account.ts";
import type { NewAccount, RegisteredAccount, RegisterFailure } from "../accounts/register-account.ts";
import type { HomeserverDescription } from "../description.ts";
import type { SynapseEnvironment } from "../environment/environment.ts";
import { layout, synapseFiles } from "../synapse/files.ts";
import { writeConfigFiles } from "../write-files.ts";
import { runSynapse } from "./synapse-process.ts";
import type { SynapseFailure, SynapseProcess } from "./synapse-process.ts";

/** A running homeserver that can be ended and brought back at the same address with the same data. */
export type Homeserver = {
  readonly baseUrl: string;
  readonly description: HomeserverDescription;
  readonly databasePath: string;
  readonly logPath: string;
  /** The process of this moment; another one after a restart. */
  process(): SynapseProcess;
  register(account: NewAccount): Promise<Result<RegisteredAccount, RegisterFailure>>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it in order if it still runs, and starts it again. */
  restart(): Promise<Result<void, SynapseFailure>>;
  stop(): Promise<void>;
};

/** Writes the configuration that the description comes to, and starts Synapse on it. */
export const startHomeserver = async (
  environment: SynapseEnvironment,
  description: HomeserverDescription,
): Promise<Result<Homeserver, SynapseFailure>> => {
  await writeConfigFiles(synapseFiles(description));
  const started = await runSynapse(environment, description);
  if (!started.ok) return started;

  let process = started.value;
  const baseUrl = `http://127.0.0.1:${description.clientPort}`;
  const { database, log } = layout(description.folder);
  return ok({
    baseUrl,
    description,
    databasePath: database,
    logPath: log,
    process: () => process,
    register: (account) => registerAccount(baseUrl, description.secrets.registrationSharedSecret, account),
    kill: () => process.kill(),
    restart: async () => {
      await process.stop();
      const again = await runSynapse(environment, description);
      if (!again.ok) return again;
      process = again.value;
      return ok(undefined);
    },
    stop: () => process.stop(),
  });
};
