import type { z } from "zod";

/** Who may call: a person by their session, a platform for its athlete, a tracker or the reader of a mail by the secret in the path. */
export type Caller = "anybody" | "person" | "athlete" | "tracker" | "link";
export type Described = {
  readonly method: "get" | "post" | "put" | "delete";
  /** Parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly caller: Caller;
  readonly body?: z.ZodType;
  /** By status; `undefined`: without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | undefined>>;
  /** Takes an `Idempotency-Key`, and must. */
  readonly once?: true;
};

/** Answers of a call that says no more than that it was done. */
export const NOTHING = { 204: undefined };
