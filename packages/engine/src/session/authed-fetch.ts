import type { SessionRecord } from "../projection/session-record.ts";
import { record, text } from "../projection/room-state.ts";

export type Evidence = {
  /** The server answered (anything at all). `date`: its clock from the answer, ms; `tripMs`: how long the request took. */
  answered(date: number | undefined, tripMs: number): void;
  /** Tokens changed; they are to be stored before this resolves. */
  refreshed(tokens: { accessToken: string; refreshToken?: string }): Promise<void>;
  /** The server no longer knows this session. */
  ended(): void;
};

/** Refreshing begins this long before the token's end. */
const EARLY_MS = 30_000;

/**
 * `fetch` for the SDK, with this session's token on requests to its own server and to no other. A token that ran out is refreshed once for everybody who waits
 * (spec, "Refreshing access tokens"), and the request is repeated. `current` gives the newest session record.
 */
export function authedFetch(
  current: () => SessionRecord,
  evidence: Evidence,
  send: typeof fetch = fetch,
): typeof fetch {
  let refreshing: Promise<boolean> | undefined;
  let expiresAt = Infinity;

  async function refresh(): Promise<boolean> {
    const { baseUrl, refreshToken } = current();
    if (refreshToken === undefined) return false;
    const answer = await send(`${baseUrl}/_matrix/client/v3/refresh`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ refresh_token: refreshToken }),
    });
    if (answer.status === 401 || answer.status === 403) return false;
    if (!answer.ok) throw new TypeError(`refresh answered ${answer.status}`);
    const body = record(await answer.json());
    const accessToken = text(body["access_token"]);
    if (accessToken === undefined) return false;
    const next = text(body["refresh_token"]);
    const life = body["expires_in_ms"];
    expiresAt = typeof life === "number" ? Date.now() + life : Infinity;
    await evidence.refreshed({ accessToken, ...(next === undefined ? {} : { refreshToken: next }) });
    return true;
  }
  const refreshOnce = (): Promise<boolean> => (refreshing ??= refresh().finally(() => (refreshing = undefined)));

  async function attempt(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
    const headers = new Headers(init?.headers);
    if (headers.has("authorization")) headers.set("authorization", `Bearer ${current().accessToken}`);
    const began = Date.now();
    const answer = await send(input, { ...init, headers });
    const date = Date.parse(answer.headers.get("date") ?? "");
    evidence.answered(Number.isNaN(date) ? undefined : date, Date.now() - began);
    return answer;
  }

  return async (input, init) => {
    if (!urlOf(input).startsWith(`${current().baseUrl}/`)) return send(input, init);
    if (Date.now() > expiresAt - EARLY_MS) await refreshOnce();
    const used = current().accessToken;
    const answer = await attempt(input, init);
    if (answer.status !== 401) return answer;
    const errcode = record(
      await answer
        .clone()
        .json()
        .catch(() => ({})),
    )["errcode"];
    if (errcode !== "M_UNKNOWN_TOKEN") return answer;
    if (current().accessToken !== used || (await refreshOnce())) return attempt(input, init);
    evidence.ended();
    return answer;
  };
}

const urlOf = (input: RequestInfo | URL): string => (input instanceof Request ? input.url : String(input));
