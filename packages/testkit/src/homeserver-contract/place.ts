import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openLimits } from "@paceline/homeserver-config";
import { startFakeHomeserver } from "../fake-homeserver/index.ts";
import { MatrixHttp, PlainClient } from "../plain-client/index.ts";
import { startSynapse } from "../synapse/index.ts";

export const PLACES = ["fake homeserver", "Synapse"] as const;
export type PlaceKind = (typeof PLACES)[number];

const AS_TOKEN = "as-token-of-the-contract";
export const HS_TOKEN = "hs-token-of-the-contract";
/** Invitations that one person may send at once, and then one in 100 s. */
export const INVITE_BURST = 20;
const PASSWORD = "a password";

/** A homeserver under test, with the appservice `paceline` whose ghosts and aliases begin with `paceline_`. */
export type Place = {
  readonly baseUrl: string;
  readonly serverName: string;
  /** A new person, signed in on a first device without encryption. */
  readonly person: (name: string) => Promise<PlainClient>;
  /** Signs the person in again, on a device of that id. */
  readonly signIn: (name: string, deviceId: string) => Promise<PlainClient>;
  /** The appservice's own requests. */
  readonly bot: MatrixHttp;
  readonly botId: string;
  readonly otherBot: MatrixHttp;
  readonly otherBotId: string;
  readonly restart: () => Promise<void>;
  /** Ends without any order, and starts again. */
  readonly crash: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type PlaceOptions = {
  /** Where the appservice listens; without it nothing is pushed. */
  readonly appserviceUrl?: string;
  /** Where another appservice listens, with the bot `other` and the same token behind `other-`. */
  readonly otherAppserviceUrl?: string;
  /** Sets the old ephemeral flag of the registration beside the stable one. */
  readonly oldEphemeralFlag?: boolean;
};

const OLD_EPHEMERAL_FLAG = "de.sorunome.msc2409.push_ephemeral";

export async function startPlace(kind: PlaceKind, options: PlaceOptions = {}): Promise<Place> {
  const server = kind === "Synapse" ? await synapse(options) : await fake(options);
  const signIn = (name: string, deviceId: string): Promise<PlainClient> =>
    PlainClient.signIn(server.baseUrl, name, PASSWORD, { deviceId, encryption: false });
  return {
    ...server,
    signIn,
    person: async (name) => {
      await server.register(name);
      return signIn(name, `${name.toUpperCase()}1`);
    },
    bot: new MatrixHttp(server.baseUrl, AS_TOKEN),
    botId: `@paceline:${server.serverName}`,
    otherBot: new MatrixHttp(server.baseUrl, `other-${AS_TOKEN}`),
    otherBotId: `@other:${server.serverName}`,
  };
}

type Started = Pick<Place, "baseUrl" | "serverName" | "restart" | "crash" | "stop"> & {
  readonly register: (name: string) => Promise<void>;
};

async function synapse(options: PlaceOptions): Promise<Started> {
  const url = options.appserviceUrl;
  const appservice = { id: "paceline", url, asToken: AS_TOKEN, hsToken: HS_TOKEN, botLocalpart: "paceline" };
  const other = {
    id: "other",
    url: options.otherAppserviceUrl,
    asToken: `other-${AS_TOKEN}`,
    hsToken: `other-${HS_TOKEN}`,
    botLocalpart: "other",
  };
  const limits = { ...openLimits, invitePerIssuer: { perSecond: 0.01, burst: INVITE_BURST } };
  const server = await startSynapse({ appservices: [appservice, other], limits });
  if (options.oldEphemeralFlag === true) {
    const file = join(server.dataDir, "appservice-paceline.yaml");
    const registration = JSON.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...registration, [OLD_EPHEMERAL_FLAG]: true }));
    await server.restart();
  }
  return {
    baseUrl: server.baseUrl,
    serverName: server.serverName,
    register: async (name) => void (await server.registerUser(name, PASSWORD)),
    restart: () => server.restart(),
    crash: async () => {
      await server.kill();
      await server.restart();
    },
    stop: () => server.stop(),
  };
}

async function fake(options: PlaceOptions): Promise<Started> {
  const serverName = "paceline.test";
  const server = await startFakeHomeserver({
    serverName,
    limits: { invite: { perSecond: 0.01, burst: INVITE_BURST } },
    appservices: [
      {
        id: "paceline",
        url: options.appserviceUrl ?? null,
        as_token: AS_TOKEN,
        hs_token: HS_TOKEN,
        sender_localpart: "paceline",
        receive_ephemeral: true,
        [OLD_EPHEMERAL_FLAG]: options.oldEphemeralFlag === true,
        namespaces: {
          users: [{ exclusive: true, regex: `@paceline_.*:${serverName}` }],
          aliases: [{ exclusive: true, regex: `#paceline_.*:${serverName}` }],
        },
      },
      {
        id: "other",
        url: options.otherAppserviceUrl ?? null,
        as_token: `other-${AS_TOKEN}`,
        hs_token: `other-${HS_TOKEN}`,
        sender_localpart: "other",
        namespaces: {},
      },
    ],
  });
  return {
    baseUrl: server.baseUrl,
    serverName,
    register: async (name) => void server.createUser(name, PASSWORD),
    restart: server.restart,
    crash: server.restart,
    stop: server.stop,
  };
}
