/**
 * Errors somebody can act on are values. `retry` says their fate: `now` (try again at once is fine), `later` (the cause
 * passes by itself; the outbox waits), `never` (the same input fails again).
 */
export type Retry = "now" | "later" | "never";

export type Failure<Code extends string = string> = {
  readonly code: Code;
  readonly retry: Retry;
  /** For `later`: milliseconds the other side asked us to wait. */
  readonly retryAfterMs?: number;
  /** For people who debug; never shown as is, never holds content, coordinates or tokens. */
  readonly cause?: string;
};

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Failed<Code extends string = string> = {
  readonly ok: false;
  readonly failure: Failure<Code>;
};
export type Result<T, Code extends string = string> = Ok<T> | Failed<Code>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const failed = <Code extends string>(code: Code, retry: Retry, cause?: string): Failed<Code> => ({
  ok: false,
  failure: cause === undefined ? { code, retry } : { code, retry, cause },
});
