import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newHomeserverSecrets, openLimits } from "@paceline/homeserver-config";
import type {
  AppserviceDescription,
  DelayedEventsDescription,
  FederationDescription,
  HomeserverDescription,
  RateLimits,
} from "@paceline/homeserver-config";
import { startHomeserver } from "@paceline/homeserver-config/run";
import type { RegisteredAccount } from "@paceline/homeserver-config/run";
import type { Result } from "@paceline/protocol";
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
  const homeserver = valueOf(await startHomeserver(environment, description), `Synapse did not start in ${dataDir}`);
  return {
    baseUrl: homeserver.baseUrl,
    serverName: description.serverName,
    dataDir,
    databasePath: homeserver.databasePath,
    logPath: homeserver.logPath,
    description,
    registerUser: async (localpart, password, displayName = localpart) =>
      valueOf(await homeserver.register({ localpart, password, displayName }), `no account for ${localpart}`),
    kill: () => homeserver.kill(),
    restart: async () => valueOf(await homeserver.restart(), `Synapse did not come back in ${dataDir}`),
    stop: async () => {
      await homeserver.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** A test has nothing to do about a fixture that fails, but should say why. */
const valueOf = <T>(result: Result<T>, what: string): T => {
  if (result.ok) return result.value;
  throw new Error(`${what}: ${result.failure.code} ${result.failure.cause ?? ""}`);
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
