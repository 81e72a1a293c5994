import { ConnectionError, MatrixError } from "matrix-js-sdk";
import { failed } from "@paceline/protocol";
import type { Failed, Failure } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";

type Fate = readonly [EngineFailureCode, Failure["retry"]];

/** Standard error codes (spec, "Standard error response") and what becomes of a request that got one. */
const FATES: Readonly<Record<string, Fate>> = {
  M_FORBIDDEN: ["forbidden", "never"],
  M_GUEST_ACCESS_FORBIDDEN: ["forbidden", "never"],
  M_UNKNOWN_TOKEN: ["signed-out", "later"],
  M_MISSING_TOKEN: ["signed-out", "later"],
  M_USER_DEACTIVATED: ["account-locked", "never"],
  M_USER_LOCKED: ["account-locked", "later"],
  M_USER_SUSPENDED: ["account-locked", "never"],
  M_NOT_FOUND: ["not-found", "never"],
  M_TOO_LARGE: ["too-large", "never"],
  M_LIMIT_EXCEEDED: ["rate-limited", "later"],
  M_BAD_JSON: ["invalid-input", "never"],
  M_NOT_JSON: ["invalid-input", "never"],
  M_INVALID_PARAM: ["invalid-input", "never"],
  M_BAD_STATE: ["invalid-input", "never"],
  M_UNRECOGNIZED: ["unsupported", "never"],
  M_UNSUPPORTED_ROOM_VERSION: ["unsupported", "never"],
  M_CANNOT_LEAVE_SERVER_NOTICE_ROOM: ["forbidden", "never"],
};

/** What an exception of the SDK or of `fetch` means to people. The cause names the code, never the content of the request. */
export function failureOf(error: unknown): Failed<EngineFailureCode> {
  if (error instanceof MatrixError) return ofMatrix(error);
  if (error instanceof ConnectionError || error instanceof TypeError || isTimeout(error)) {
    return failed(!globalThis.navigator?.onLine ? "offline" : "server-unreachable", "later");
  }
  if (error instanceof DOMException && error.name === "AbortError") return failed("cancelled", "later");
  if (error instanceof DOMException && error.name === "QuotaExceededError") return failed("storage-full", "later");
  return failed("internal", "later", error instanceof Error ? error.name : "unknown");
}

function ofMatrix(error: MatrixError): Failed<EngineFailureCode> {
  const status = error.httpStatus ?? 0;
  const wait = error.isRateLimitError() ? waitOf(error) : undefined;
  const fate: Fate =
    (error.errcode === undefined ? undefined : FATES[error.errcode]) ??
    (status === 413 ? FATES["M_TOO_LARGE"] : undefined) ??
    (status === 429 ? FATES["M_LIMIT_EXCEEDED"] : undefined) ??
    (status >= 500 || status === 0 ? ["server-unreachable", "later"] : ["internal", "never"]);
  const answer = failed(fate[0], fate[1], error.errcode ?? `HTTP ${status}`);
  return wait === undefined ? answer : { ok: false, failure: { ...answer.failure, retryAfterMs: wait } };
}

function waitOf(error: MatrixError): number | undefined {
  try {
    return error.getRetryAfterMs() ?? undefined;
  } catch {
    return undefined;
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === "TimeoutError";
