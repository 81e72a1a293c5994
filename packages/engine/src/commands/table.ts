import { failed, ok } from "@paceline/protocol";
import type { ListName } from "@paceline/protocol/port";
import type { World } from "../account/world.ts";
import type { Live, LiveCommand } from "../live/start-live.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import type { Answer, Handler, Handlers } from "./handlers.ts";
import type { MessageCommand } from "./messages.ts";

export type CommandParts = {
  readonly world: World;
  readonly release: string;
  readonly fetch: typeof fetch;
  readonly refresh: (concerns: (name: ListName, params: unknown) => boolean) => void;
  readonly begin: (session: SessionRecord) => Promise<void>;
  readonly wipe: () => Promise<void>;
};

/** Every command of the port. What needs only the outbox answers without the SDK; what needs the server waits until that is loaded. */
export function commandTable(parts: CommandParts): Handlers {
  const { world, fetch } = parts;
  const signedOut = (): Answer<never> => Promise.resolve(failed("signed-out", "never"));

  const message =
    <Name extends MessageCommand>(name: Name): Handler<Name> =>
    async (input) => {
      const { account, projection } = world;
      if (account === undefined || projection.session === undefined) return signedOut();
      const { messageHandlers } = await import("./messages.ts");
      return messageHandlers({ projection, outbox: account.outbox, me: projection.session.userId })[name](input);
    };

  const withLive = async <T>(work: (live: Live) => Answer<T>): Answer<T> => {
    const { account } = world;
    if (account === undefined || world.projection.session?.ended === true) return signedOut();
    const live = await account.live.catch(() => undefined);
    return live === undefined ? failed("internal", "later", "engine did not start") : work(live);
  };
  const live =
    <Name extends LiveCommand>(name: Name): Handler<Name> =>
    (input) =>
      withLive((running) => running.handlers[name](input));

  return {
    async discover({ server }) {
      const { discover } = await import("../session/discover.ts");
      return discover(server, fetch);
    },
    async signIn(input) {
      const { signIn } = await import("../session/sign-in.ts");
      const { session } = world.projection;
      const done = await signIn({ ...input, ...(session?.ended === true ? { resume: session } : {}) }, fetch);
      if (!done.ok) return done;
      await parts.begin(done.value);
      return ok(null);
    },
    async signOut() {
      const running = await Promise.race([world.account?.live.catch(() => undefined), pause(LOGOUT_MS)]);
      if (running !== undefined)
        await running.http.call("POST", "/logout", { body: {}, timeoutMs: LOGOUT_MS }).catch(() => undefined);
      await parts.wipe();
      return ok(null);
    },
    sendText: message("sendText"),
    editText: message("editText"),
    deleteMessage: message("deleteMessage"),
    toggleReaction: message("toggleReaction"),
    retrySend: message("retrySend"),
    discardSend: message("discardSend"),
    startDirect: live("startDirect"),
    createGroup: live("createGroup"),
    renameRoom: live("renameRoom"),
    invite: live("invite"),
    acceptInvite: live("acceptInvite"),
    declineInvite: live("declineInvite"),
    leave: live("leave"),
    removeMember: live("removeMember"),
    markRead: live("markRead"),
    setTyping: live("setTyping"),
    findPeople: live("findPeople"),
  } as unknown as Handlers;
}

/** Signing out does not wait long for a server that does not answer. */
const LOGOUT_MS = 5_000;
const pause = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms));
