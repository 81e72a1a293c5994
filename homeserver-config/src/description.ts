import type { AppserviceDescription } from "./appservice.ts";
import type { RateLimits } from "./limits.ts";

/** Made once per homeserver and kept; whoever has them owns the homeserver. */
export type HomeserverSecrets = {
  /** Lets its holder make accounts through the admin API (nonce and HMAC). */
  readonly registrationSharedSecret: string;
  readonly macaroonSecretKey: string;
  readonly formSecret: string;
};

/** Own TLS listener, for servers that reach this one at `serverName` without a proxy in between. Paths are absolute. */
export type FederationTls = {
  readonly port: number;
  readonly certificatePath: string;
  readonly keyPath: string;
  /** The only certificate authority that peers may be signed by. */
  readonly authorityPath: string;
};

export type FederationDescription = {
  /** Names of the servers this one talks to. Empty: nobody, although the federation resource stands on the client listener. */
  readonly peers: readonly string[];
  readonly tls?: FederationTls;
};

export type DelayedEventsDescription = {
  readonly maxDelayDays: number;
  readonly perUser: number;
};

/**
 * One homeserver in words of ours; `synapseFiles` turns it into what Synapse reads. Everything that a club decides is
 * here, everything that Paceline needs in any case is written down once in the rendering.
 */
export type HomeserverDescription = {
  /** The part of every user id after the colon. Never changes once people exist. */
  readonly serverName: string;
  /** Where clients reach it, with a trailing slash; what Synapse says about itself. */
  readonly publicUrl: string;
  /** Absolute folder that holds configuration, keys, database, media and log. */
  readonly folder: string;
  /** Loopback port of the listener for clients, federation and OpenID. */
  readonly clientPort: number;
  readonly federation: FederationDescription;
  readonly limits: RateLimits;
  /** Needed by safety timers; absent turns MSC4140 off. */
  readonly delayedEvents?: DelayedEventsDescription;
  readonly appservices: readonly AppserviceDescription[];
  /** Accounts that may list rooms in the public directory; nobody else may. */
  readonly publishers: readonly string[];
  readonly maxUploadMegabytes: number;
  readonly secrets: HomeserverSecrets;
  /** Cheap password hashes, no reuse of sync answers, quick retries towards peers, no waiting for the disk. Never for real people. */
  readonly forTests: boolean;
};
