/** An application service as the homeserver must know it (spec, "Application Service API", registration). */
export type AppserviceDescription = {
  /** Part of `POST /_matrix/client/v1/appservice/{id}/ping`. */
  readonly id: string;
  /** Where Synapse pushes transactions; `undefined`: never (an appservice that only acts). */
  readonly url: string | undefined;
  readonly asToken: string;
  readonly hsToken: string;
  readonly botLocalpart: string;
};

/**
 * Content of the registration file. Ghosts and aliases that begin with the bot's name and `_` belong to the bridge
 * alone. Only the stable ephemeral key is set: with both, Synapse delivers ephemeral data twice.
 */
export const registrationOf = (appservice: AppserviceDescription, serverName: string): Record<string, unknown> => {
  const ours = `${appservice.botLocalpart}_.*:${literal(serverName)}`;
  return {
    id: appservice.id,
    url: appservice.url ?? null,
    as_token: appservice.asToken,
    hs_token: appservice.hsToken,
    sender_localpart: appservice.botLocalpart,
    rate_limited: false,
    receive_ephemeral: true,
    namespaces: {
      users: [{ exclusive: true, regex: `@${ours}` }],
      aliases: [{ exclusive: true, regex: `#${ours}` }],
      rooms: [],
    },
  };
};

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
