import type { Method } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { Content } from "./client-port.ts";

export type Call = {
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly body?: Content;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Path below the host; `/_matrix/client/v3` where absent. */
  readonly prefix?: string;
};

/** Authenticated calls of the client-server API. Rejects as the SDK does; `failureOf` says what that means. */
export interface Http {
  call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, call?: Call): Promise<Content>;
}

const DEFAULT_TIMEOUT_MS = 30_000;

export const httpOf = (client: MatrixClient): Http => ({
  call: (method, path, { query, body, signal, timeoutMs = DEFAULT_TIMEOUT_MS, prefix } = {}) =>
    client.http.authedRequest<Content>(method as Method, path, query ?? {}, body as Record<string, unknown>, {
      localTimeoutMs: timeoutMs,
      ...(signal === undefined ? {} : { abortSignal: signal }),
      ...(prefix === undefined ? {} : { prefix }),
    }),
});

/** Path with each part encoded: `path("rooms", id, "send")`. */
export const path = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join("");
