import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layout, newHomeserverSecrets, openLimits, synapseFiles, writeConfigFiles } from "@paceline/homeserver-config";
import type {
  AppserviceDescription,
  DelayedEventsDescription,
  FederationDescription,
  HomeserverDescription,
  RateLimits,
} from "@paceline/homeserver-config";
import { registerAccount, runSynapse } from "@paceline/homeserver-config/run";
import type { RegisteredAccount, SynapseProcess } from "@paceline/homeserver-config/run";
import { synapseEnvironment } from "./environment.ts";
import { freePort } from "./free-port.ts";

export type SynapseOptions = {
  /** `paceline.test` if absent. */
  readonly serverName?: string;
  /** Client port; a free one if absent. */
  readonly port?: number;
  readonly federation?: FederationDescription;
  readonly appservices?: readonly AppserviceDescription[];
  /** Who may list rooms in the directory. */
  readonly publishers?: readonly string[];
  /** Unbounded if absent; `clubLimits` are the ones people meet. */
  readonly limits?: RateLimits;
  /** `null` switches delayed events off. */
  readonly delayedEvents?: DelayedEventsDescription | null;
};

/** A real Synapse in a temporary folder, on loopback. It dies with the process that started it. */
export type SynapseServer = {
  readonly baseUrl: string;
  readonly serverName: string;
  readonly dataDir: string;
  readonly databasePath: string;
  readonly logPath: string;
  readonly description: HomeserverDescription;
  /** A new account, signed in on a first device. Throws when the name is taken. */
  registerUser(localpart: string, password: string, displayName?: string): Promise<RegisteredAccount>;
  /** SIGKILL. The data stays; `restart` brings it back on the same port. */
  kill(): Promise<void>;
  /** Starts it again, after ending it in order if it still runs. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
};

export const startSynapse = async (options: SynapseOptions = {}): Promise<SynapseServer> => {
  const environment = await synapseEnvironment();
  const dataDir = await mkdtemp(join(tmpdir(), "paceline-synapse-"));
  const description = await describe(dataDir, options);
  await writeConfigFiles(synapseFiles(description));

  const start = async (): Promise<SynapseProcess> => {
    const started = await runSynapse(environment, description);
    if (started.ok) return started.value;
    throw new Error(`Synapse did not start (${started.failure.code}), see ${dataDir}: ${started.failure.cause ?? ""}`);
  };

  let process = await start();
  const baseUrl = `http://127.0.0.1:${description.clientPort}`;
  const { database, log } = layout(dataDir);
  return {
    baseUrl,
    serverName: description.serverName,
    dataDir,
    databasePath: database,
    logPath: log,
    description,
    registerUser: async (localpart, password, displayName) => {
      const account = displayName === undefined ? { localpart, password } : { localpart, password, displayName };
      const made = await registerAccount(baseUrl, description.secrets.registrationSharedSecret, account);
      if (!made.ok) throw new Error(`no account for ${localpart}: ${made.failure.code} ${made.failure.cause ?? ""}`);
      return made.value;
    },
    kill: () => process.kill(),
    restart: async () => {
      await process.stop();
      process = await start();
    },
    stop: async () => {
      await process.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const describe = async (folder: string, options: SynapseOptions): Promise<HomeserverDescription> => {
  const clientPort = options.port ?? (await freePort());
  const delayedEvents = options.delayedEvents === undefined ? { maxDelayDays: 7, perUser: 100 } : options.delayedEvents;
  return {
    serverName: options.serverName ?? "paceline.test",
    publicUrl: `http://127.0.0.1:${clientPort}/`,
    folder,
    clientPort,
    federation: options.federation ?? { peers: [] },
    limits: options.limits ?? openLimits,
    ...(delayedEvents && { delayedEvents }),
    appservices: options.appservices ?? [],
    publishers: options.publishers ?? [],
    maxUploadMegabytes: 50,
    secrets: newHomeserverSecrets(),
    forTests: true,
  };
};
