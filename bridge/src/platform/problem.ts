import type { Response } from "express";
import type { Problem, ProblemCode } from "@paceline/protocol/http";
import type { z } from "zod";

/** Words and status of every problem code. Total: a new code does not compile until it stands here. */
export const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  BAD_REQUEST: { status: 400, title: "The request is not as described" },
  UNAUTHENTICATED: { status: 401, title: "Sign in first: the session is missing, unknown or over" },
  FORBIDDEN: { status: 403, title: "Your role does not allow this" },
  NOT_FOUND: { status: 404, title: "There is nothing here that you may see" },
  CONFLICT: { status: 409, title: "This is being done at the moment" },
  IDEMPOTENCY_MISMATCH: { status: 409, title: "This Idempotency-Key was used for another request" },
  REPLAYED: { status: 409, title: "This was taken before" },
  E2EE_ROOM: { status: 409, title: "The room is end-to-end encrypted: the bridge cannot write there" },
  TOO_LARGE: { status: 413, title: "The request is too large" },
  RATE_LIMITED: { status: 429, title: "Too many requests" },
  USE_MATRIX: { status: 403, title: "Send this with your own Matrix client" },
  SERVER_NOT_ALLOWED: { status: 403, title: "People of this homeserver have no access here" },
  HOMESERVER_UNAVAILABLE: { status: 503, title: "The homeserver does not answer" },
  INTERNAL: { status: 500, title: "Something went wrong here" },
};

export type Refusal = {
  readonly code: ProblemCode;
  /** A sentence for the developer who reads the answer; never content of a room, never a token. */
  readonly detail?: string;
  readonly errors?: Problem["errors"];
  /** Seconds. */
  readonly retryAfter?: number;
};

export const refusal = (code: ProblemCode, detail?: string): Refusal => ({ code, ...(detail && { detail }) });

/** Each wrong field by its path. */
export const badFields = (error: z.ZodError): Refusal => ({
  code: "BAD_REQUEST",
  errors: error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message })),
});

const problemOf = ({ code, detail, errors }: Refusal): Problem => ({
  type: `urn:paceline:problem:${code}`,
  ...PROBLEMS[code],
  code,
  ...(detail && { detail }),
  ...(errors && { errors }),
});

/** RFC 9457. */
export const sendProblem = (response: Response, refused: Refusal): void => {
  if (refused.retryAfter !== undefined) response.set("Retry-After", String(refused.retryAfter));
  if (refused.code === "UNAUTHENTICATED") response.set("WWW-Authenticate", "Bearer");
  const problem = problemOf(refused);
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
};
