import { randomBytes } from "node:crypto";
import { failed, ok } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import type { OpenIdRequest } from "@paceline/protocol/http";
import { digest } from "../appservice/token.ts";
import type { Session, SessionStore } from "../store/session-store.ts";
import type { WhoIs } from "./openid.ts";

export type SessionFailure = "SERVER_NOT_ALLOWED" | "TOKEN_REFUSED" | "UNREACHABLE";
export type OpenedSession = Session & { readonly token: string };

/** Short sessions of people with a Matrix account. The bridge never sees a Matrix access token. */
export interface Sessions {
  open(request: OpenIdRequest): Promise<Result<OpenedSession, SessionFailure>>;
  /** `undefined` where the token is unknown or its session is over. */
  of(token: string): Session | undefined;
  list(user: UserId): readonly Session[];
  /** False where the person has no such session. */
  end(user: UserId, id: string): boolean;
}

type Parts = {
  readonly store: SessionStore;
  readonly whoIs: WhoIs;
  readonly allowedServers: readonly string[];
  readonly now: () => number;
};

const LASTS_MS = 60 * 60_000;

export const createSessions = ({ store, whoIs, allowedServers, now }: Parts): Sessions => ({
  open: async ({ matrix_server_name: server, access_token: openIdToken }) => {
    if (!allowedServers.includes(server)) return failed("SERVER_NOT_ALLOWED", "never");
    const asked = await whoIs(server, openIdToken);
    if (!asked.ok) return asked;
    const token = randomBytes(32).toString("base64url");
    const session = {
      id: randomBytes(9).toString("base64url"),
      user: asked.value,
      createdAt: now(),
      expiresAt: now() + LASTS_MS,
    };
    store.removeExpired(now());
    store.add(digest(token), session);
    return ok({ ...session, token });
  },
  of: (token) => {
    const session = store.find(digest(token));
    return session !== undefined && session.expiresAt > now() ? session : undefined;
  },
  list: (user) => store.of(user).filter(({ expiresAt }) => expiresAt > now()),
  end: (user, id) => store.remove(user, id),
});
