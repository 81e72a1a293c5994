import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FederationDescription } from "@paceline/homeserver-config";
import { synapseEnvironment } from "./environment.ts";
import { freePort } from "./free-port.ts";
import { startSynapse } from "./synapse-server.ts";
import type { SynapseOptions, SynapseServer } from "./synapse-server.ts";

const CERTIFICATES = fileURLToPath(new URL("certificates.py", import.meta.url));

/** What one of two federated servers needs to be started with. */
export type FederatedPlace = { readonly serverName: string; readonly federation: FederationDescription };

export type FederatedPair = {
  readonly home: SynapseServer;
  readonly away: SynapseServer;
  stop(): Promise<void>;
};

/**
 * Two places that trust one certificate authority of their own and talk to nobody else. Their names are
 * `localhost:<port>`, so no name service is asked. `remove` removes the certificates.
 */
export const federatedPlaces = async (): Promise<{
  places: readonly [FederatedPlace, FederatedPlace];
  remove(): Promise<void>;
}> => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-federation-"));
  const { python } = await synapseEnvironment();
  await promisify(execFile)(python, [CERTIFICATES, folder]);
  const ports = [await freePort(), await freePort()] as const;
  const place = (own: number, other: number): FederatedPlace => ({
    serverName: `localhost:${own}`,
    federation: {
      peers: [`localhost:${other}`],
      tls: {
        port: own,
        certificatePath: join(folder, "server.pem"),
        keyPath: join(folder, "server.key"),
        authorityPath: join(folder, "authority.pem"),
      },
    },
  });
  return {
    places: [place(ports[0], ports[1]), place(ports[1], ports[0])],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** Two real homeservers that federate with each other. `options` are those of the first. */
export const startFederatedPair = async (
  options: Omit<SynapseOptions, "serverName" | "federation"> = {},
): Promise<FederatedPair> => {
  const certificates = await federatedPlaces();
  const [home, away] = await Promise.all([
    startSynapse({ ...options, ...certificates.places[0] }),
    startSynapse(certificates.places[1]),
  ]);
  return {
    home,
    away,
    stop: async () => {
      await Promise.all([home.stop(), away.stop()]);
      await certificates.remove();
    },
  };
};
