/** What an appservice's registration file says (spec v1.16, application service API, "Registration"). */
export type AppserviceRegistration = {
  readonly id: string;
  /** `null`: nothing is pushed. */
  readonly url: string | null;
  readonly as_token: string;
  readonly hs_token: string;
  readonly sender_localpart: string;
  readonly namespaces: {
    readonly users?: readonly Namespace[];
    readonly aliases?: readonly Namespace[];
    readonly rooms?: readonly Namespace[];
  };
  readonly receive_ephemeral?: boolean;
  readonly "de.sorunome.msc2409.push_ephemeral"?: boolean;
};
export type Namespace = { readonly regex: string; readonly exclusive: boolean };

/** A token bucket; absent limits never refuse. */
export type Limit = { readonly perSecond: number; readonly burst: number };
export type LimitName = "message" | "join" | "invite" | "login" | "createRoom" | "delayedEvents";

export type FakeHomeserverOptions = {
  readonly serverName?: string;
  readonly appservices?: readonly AppserviceRegistration[];
  readonly limits?: Readonly<Partial<Record<LimitName, Limit>>>;
  /** Factor on the ladder 2, 4, 8 … 512 s of the appservice retries: 0.01 makes the first one come after 20 ms. */
  readonly retryScale?: number;
  readonly maxUploadBytes?: number;
  readonly maxDelayMs?: number;
  readonly maxDelayedEvents?: number;
  /** Life of an access token for clients that asked for refresh tokens. */
  readonly accessTokenMs?: number;
  /** Who may publish a room in the directory; nobody by default, as in Synapse. */
  readonly mayPublish?: (userId: string) => boolean;
  /** 0 chooses a free port. */
  readonly port?: number;
};

export type Settings = Required<Omit<FakeHomeserverOptions, "port">>;

export const settingsOf = (options: FakeHomeserverOptions, port: number): Settings => ({
  serverName: options.serverName ?? `localhost:${port}`,
  appservices: options.appservices ?? [],
  limits: options.limits ?? {},
  retryScale: options.retryScale ?? 1,
  maxUploadBytes: options.maxUploadBytes ?? 50 * 1024 * 1024,
  maxDelayMs: options.maxDelayMs ?? 7 * 86_400_000,
  maxDelayedEvents: options.maxDelayedEvents ?? 100,
  accessTokenMs: options.accessTokenMs ?? 300_000,
  mayPublish: options.mayPublish ?? (() => false),
});
