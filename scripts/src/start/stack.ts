import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FederationDescription, HomeserverDescription, RateLimits } from "@paceline/homeserver-config";
import { clubLimits, openLimits } from "@paceline/homeserver-config";
import { installSynapse, startHomeserver } from "@paceline/homeserver-config/run";
import type { Homeserver, InstallFailure, SynapseFailure } from "@paceline/homeserver-config/run";
import { ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { freePort } from "@paceline/testkit/synapse";
import type { MapTiles } from "@paceline/protocol/http";
import { startGateway } from "./gateway/gateway.ts";
import type { DemoPerson } from "./gateway/gateway.ts";
import { startBridge } from "./processes/bridge.ts";
import type { BridgeFailure, RunningBridge } from "./processes/bridge.ts";
import { buildWeb } from "./processes/web-build.ts";
import { startViteServer } from "./processes/vite-server.ts";
import { keptSecrets } from "./secrets.ts";
import type { StackSecrets } from "./secrets.ts";
import { silentSteps } from "./steps.ts";
import type { Steps } from "./steps.ts";

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
const BOT = "paceline";

export type StackOptions = {
  /** Holds everything of this set; made if missing, and found again by the next start. */
  readonly dataDir: string;
  /** Of the one origin. 0 or absent: a free one. Everything behind it takes free ports anyway. */
  readonly port?: number;
  /** Cheap hashes and unbounded limits; see `HomeserverDescription.forTests`. */
  readonly testVariant?: boolean;
  /** `clubLimits` in a test variant too, for instance. */
  readonly limits?: RateLimits;
  /** Name and peers of a homeserver that others can reach; see `federatedPlaces` of the testkit. */
  readonly place?: { readonly serverName: string; readonly federation: FederationDescription };
  /** A folder that holds a built client already; absent: it is built from the sources of the checkout. */
  readonly webFolder?: string;
  /** An operator's own map, named to the client by the gateway. */
  readonly mapTiles?: MapTiles | undefined;
  /** Page and bridge reload while their sources change. */
  readonly watch?: boolean;
  readonly steps?: Steps;
};

/** A whole Paceline: homeserver, bridge and client behind one origin. It ends with the process that started it. */
export type Stack = {
  /** `http://localhost:<port>`. */
  readonly origin: string;
  readonly serverName: string;
  readonly synapse: Homeserver;
  readonly bridge: RunningBridge;
  readonly secrets: StackSecrets;
  /** Process ids of everything that runs besides this process. */
  pids(): readonly number[];
  /** From now on `/demo.json` offers these people. For development sets alone. */
  offer(people: readonly DemoPerson[]): void;
  stop(): Promise<void>;
};

export type StackFailure =
  | InstallFailure
  | SynapseFailure
  | BridgeFailure
  | "WEB_BUILD_FAILED"
  | "PORT_BUSY"
  | "PORT_FORBIDDEN";

/** Starts everything in order; what had been started is ended again when a later part fails. */
export const startStack = async (options: StackOptions): Promise<Result<Stack, StackFailure>> => {
  const { dataDir, steps = silentSteps, watch = false } = options;
  await using begun = new AsyncDisposableStack();

  const environment = await steps("Synapse installed", (doing) =>
    installSynapse(join(CHECKOUT, ".paceline", "synapse-env"), doing),
  );
  if (!environment.ok) return environment;

  const { secrets, description, bridgePort } = await steps("Secrets and configuration", () => configure(options));

  const web = await steps(watch ? "Development server of the web client" : "Web client built", async () => {
    if (!watch) {
      const folder = options.webFolder === undefined ? await buildWeb(CHECKOUT) : ok(options.webFolder);
      return folder.ok ? ok({ kind: "built" as const, folder: folder.value, pids: [] }) : folder;
    }
    const port = await freePort();
    const vite = await startViteServer(CHECKOUT, port, join(dataDir, "vite.log"));
    if (!vite.ok) return vite;
    begun.defer(() => vite.value.stop());
    return ok({ kind: "development" as const, port, pids: [vite.value.pid] });
  });
  if (!web.ok) return web;

  // Before Synapse, so that a busy port is told at once, and because Synapse is told the address.
  let demoPeople: readonly DemoPerson[] | undefined;
  const gateway = await startGateway({
    port: options.port ?? 0,
    synapsePort: description.clientPort,
    bridgePort,
    botUserId: `@${BOT}:${description.serverName}`,
    web: web.value,
    demoPeople: () => demoPeople,
    mapTiles: options.mapTiles,
  });
  if (!gateway.ok) return gateway;
  begun.defer(() => gateway.value.stop());
  const { origin } = gateway.value;

  const synapse = await steps("Homeserver started", () =>
    startHomeserver(environment.value, { ...description, publicUrl: `${origin}/` }),
  );
  if (!synapse.ok) return synapse;
  begun.defer(() => synapse.value.stop());

  const bridge = await steps("Bridge started", () =>
    startBridge(
      join(dataDir, "bridge"),
      {
        homeserverUrl: synapse.value.baseUrl,
        serverName: description.serverName,
        asToken: secrets.asToken,
        hsToken: secrets.hsToken,
        listen: { host: "127.0.0.1", port: bridgePort },
        botLocalpart: BOT,
        publicUrl: origin,
        allowedServers: [description.serverName, ...description.federation.peers],
        push: { subject: `mailto:operator@${description.serverName}` },
      },
      watch,
    ),
  );
  if (!bridge.ok) return bridge;
  begun.defer(() => bridge.value.stop());

  const running = begun.move();
  return ok({
    origin,
    serverName: description.serverName,
    synapse: synapse.value,
    bridge: bridge.value,
    secrets,
    pids: () => [synapse.value.process().pid, bridge.value.process().pid, ...web.value.pids],
    offer: (people) => {
      demoPeople = people;
    },
    stop: () => running.disposeAsync(),
  });
};

const configure = async (
  options: StackOptions,
): Promise<{ secrets: StackSecrets; description: HomeserverDescription; bridgePort: number }> => {
  const { dataDir, testVariant = false, limits = testVariant ? openLimits : clubLimits } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const secrets = await keptSecrets(join(dataDir, "secrets.json"));
  const { serverName, federation } = options.place ?? { serverName: "paceline.localhost", federation: { peers: [] } };
  const [clientPort, bridgePort] = [await freePort(), await freePort()];
  const { asToken, hsToken } = secrets;
  return {
    secrets,
    bridgePort,
    description: {
      serverName,
      publicUrl: "http://localhost/",
      folder: join(dataDir, "synapse"),
      clientPort,
      federation,
      limits,
      delayedEvents: { maxDelayDays: 7, perUser: 100 },
      appservices: [{ id: BOT, url: `http://127.0.0.1:${bridgePort}`, asToken, hsToken, botLocalpart: BOT }],
      publishers: [`@${BOT}:${serverName}`],
      maxUploadMegabytes: 50,
      secrets: secrets.homeserver,
      forTests: testVariant,
    },
  };
};
