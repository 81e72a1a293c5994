import { failed, isUserId, ok, serverOf } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import { isRecord } from "../appservice/transaction.ts";

/** Asks a homeserver whose OpenID token this is. */
export type WhoIs = (server: string, token: string) => Promise<Result<UserId, OpenIdCode>>;
/** `TOKEN_REFUSED`: unknown, over, or of a person of another server. */
export type OpenIdCode = "TOKEN_REFUSED" | "UNREACHABLE";

const TIMEOUT_MS = 10_000;

/**
 * OpenID userinfo (spec, "Server-Server API", OpenID). The own homeserver is asked at its known address; others where
 * their `.well-known/matrix/server` says, else at port 8448 (no SRV records). Only names that the operator allowed may
 * get here: this opens connections to where the name points. The token is in the address because the specification puts
 * it there; addresses are never logged.
 */
export const createWhoIs =
  (own: { readonly serverName: string; readonly homeserverUrl: string }, fetcher: typeof fetch = fetch): WhoIs =>
  async (server, token) => {
    const get = async (url: string): Promise<Response | undefined> =>
      fetcher(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
    const base = server === own.serverName ? own.homeserverUrl : await federationUrl(server, get);
    const query = new URLSearchParams({ access_token: token }).toString();
    const response = await get(`${base}/_matrix/federation/v1/openid/userinfo?${query}`);
    if (response === undefined || response.status >= 500) return failed("UNREACHABLE", "later");
    const answer: unknown = await response.json().catch(() => undefined);
    const user = isRecord(answer) ? answer["sub"] : undefined;
    // A server may speak for its own people alone.
    return response.ok && isUserId(user) && serverOf(user) === server ? ok(user) : failed("TOKEN_REFUSED", "never");
  };

const federationUrl = async (server: string, get: (url: string) => Promise<Response | undefined>): Promise<string> => {
  if (/:\d+$/.test(server)) return `https://${server}`;
  const response = await get(`https://${server}/.well-known/matrix/server`);
  const answer: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
  const delegated = isRecord(answer) ? answer["m.server"] : undefined;
  const host = typeof delegated === "string" && /^[\w.[\]:-]+$/.test(delegated) ? delegated : server;
  return /:\d+$/.test(host) ? `https://${host}` : `https://${host}:8448`;
};
