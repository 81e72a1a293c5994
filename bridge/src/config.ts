import { z } from "zod";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

const SERVER_NAME = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/;

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" })
  .transform((url) => url.replace(/\/+$/, ""));
const serverName = z
  .string("must be a server name")
  .regex(SERVER_NAME, "must be a server name such as example.org, without https:// and without a path");
const secret = z.string("must be the text of the registration file").min(16, "must have at least 16 characters");
const localpart = z
  .string("must be a local part")
  .regex(/^[a-z0-9._=/+-]+$/, "must be the part of a user id between @ and the colon, in lower case");

/** Web Push, a way to reach people without the homeserver. */
const push = z.object(
  {
    /** Where push services reach the operator (RFC 8292, section 2.1). */
    subject: z
      .string("must be an address of yours")
      .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, "must be mailto: with a mail address, or an https:// address"),
    /** Lets subscriptions point at this machine and its network, without TLS. For tests: people could make the bridge call whatever is there. */
    allowPrivateEndpoints: z.boolean("must be true or false").default(false),
  },
  "must be an object with subject",
);

/** A mail server, another such way. */
const mail = z
  .object(
    {
      host: z.string("must be the name of a mail server").min(1, "must not be empty"),
      port: z.int("must be a whole number").min(1, "must be above 0").max(65_535, "must be below 65536"),
      /** `tls`: from the first byte (port 465). `starttls`: refused where the server has none (port 587). `none`: on this machine only. */
      encryption: z.enum(["tls", "starttls", "none"], "must be tls, starttls or none").default("starttls"),
      user: z.string("must be text").min(1, "must not be empty").optional(),
      password: z.string("must be text").min(1, "must not be empty").optional(),
      from: z.email("must be the mail address that mails come from"),
    },
    "must be an object with host, port and from",
  )
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: "must have user and password, or neither",
  });

/** What the bridge is started with. Addresses have no slash at their end. */
const BridgeConfig = z
  .object(
    {
      /** Where the bridge reaches its homeserver. */
      homeserverUrl: httpUrl,
      /** The part of user ids after the colon. */
      serverName,
      asToken: secret,
      hsToken: secret,
      listen: z.object(
        {
          host: z.string("must be an address to listen on, such as 127.0.0.1").min(1, "must not be empty"),
          /** 0: the system chooses; the log says which. */
          port: z.int("must be a whole number").min(0, "must not be negative").max(65_535, "must be below 65536"),
        },
        "must be an object with host and port",
      ),
      /** Folder of the databases; made if it is missing. One bridge at a time. */
      dataDir: z.string("must be a folder").min(1, "must not be empty"),
      botLocalpart: localpart,
      /** Where clients reach the bridge. */
      publicUrl: httpUrl,
      /** `id` of the registration file; the bot's local part where it is left out. */
      appserviceId: z.string("must be the id of the registration file").min(1, "must not be empty").optional(),
      /** Servers whose people may open a session and invite the bot; the own one alone where it is left out. */
      allowedServers: z.array(serverName, "must be a list of server names").optional(),
      push: push.optional(),
      mail: mail.optional(),
    },
    "must be one JSON object",
  )
  .transform((config) => ({
    ...config,
    appserviceId: config.appserviceId ?? config.botLocalpart,
    allowedServers: config.allowedServers ?? [config.serverName],
  }));
export type BridgeConfig = z.output<typeof BridgeConfig>;
/** The content of a configuration file. */
export type BridgeSettings = z.input<typeof BridgeConfig>;

/** `cause` has one sentence for each wrong field; values are never repeated, since two of them are secrets. */
export const readConfig = (settings: unknown): Result<BridgeConfig, "CONFIG_INVALID"> => {
  const parsed = BridgeConfig.safeParse(settings);
  if (parsed.success) return ok(parsed.data);
  const sentences = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? `The configuration ${message}.` : `"${path.join(".")}" ${message}.`,
  );
  return failed("CONFIG_INVALID", "never", sentences.join("\n"));
};
