import { failed, ok } from "@paceline/protocol";
import type { Failed, Result, UserId } from "@paceline/protocol";
import { isRecord } from "./transaction.ts";

/**
 * What a homeserver's refusal means to us. `TAKEN`: the alias has a room. `REFUSED`: every other refusal that the same
 * request meets again. `cause` is Matrix's `errcode`.
 */
export type HomeserverCode = "NOT_FOUND" | "FORBIDDEN" | "TAKEN" | "REFUSED" | "LIMITED" | "UNREACHABLE";

export type HomeserverRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the homeserver's address; parts are encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
};
export type Call = (request: HomeserverRequest) => Promise<Result<unknown, HomeserverCode>>;

const TIMEOUT_MS = 30_000;

/** Calls a homeserver with the appservice's token, as its bot. The token travels in the header alone. */
export const createCall =
  (homeserverUrl: string, asToken: string, fetcher: typeof fetch = fetch): Call =>
  async ({ method, path, query, body }) => {
    const search = query ? `?${new URLSearchParams(query).toString()}` : "";
    try {
      const response = await fetcher(`${homeserverUrl}${path}${search}`, {
        method,
        headers: { Authorization: `Bearer ${asToken}`, ...(body && { "Content-Type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json().catch(() => undefined);
      return response.ok ? ok(answer) : refusal(response, isRecord(answer) ? answer : {});
    } catch (error) {
      return failed("UNREACHABLE", "later", error instanceof Error ? error.name : typeof error);
    }
  };

/** The same calls as one of our ghosts (spec, "Identity assertion"). */
export const asUser =
  (call: Call, user: UserId): Call =>
  (request) =>
    call({ ...request, query: { user_id: user, ...request.query } });

/** Joins the parts of a path, each encoded. */
export const path = (parts: TemplateStringsArray, ...ids: readonly string[]): string =>
  String.raw({ raw: parts.raw }, ...ids.map(encodeURIComponent));

const CODES: ReadonlyMap<string, HomeserverCode> = new Map([
  ["M_NOT_FOUND", "NOT_FOUND"],
  ["M_FORBIDDEN", "FORBIDDEN"],
  ["M_ROOM_IN_USE", "TAKEN"],
]);

const refusal = (response: Response, answer: Record<string, unknown>): Failed<HomeserverCode> => {
  const errcode = typeof answer["errcode"] === "string" ? answer["errcode"] : `HTTP_${response.status}`;
  if (response.status === 429) {
    const { failure } = failed("LIMITED", "later", errcode);
    return { ok: false, failure: { ...failure, retryAfterMs: waitOf(response, answer) } };
  }
  if (response.status >= 500) return failed("UNREACHABLE", "later", errcode);
  return failed(CODES.get(errcode) ?? "REFUSED", "never", errcode);
};

/** `Retry-After` in seconds, or `retry_after_ms` of older servers; a second where neither is readable. */
const waitOf = (response: Response, answer: Record<string, unknown>): number => {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  if (seconds >= 0) return seconds * 1_000;
  const ms = answer["retry_after_ms"];
  return typeof ms === "number" && ms >= 0 ? ms : 1_000;
};
