import { z } from "zod";

/** Every `code` the bridge's API may answer with; the total list. */
export const PROBLEM_CODES = [
  "BAD_REQUEST",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "IDEMPOTENCY_MISMATCH",
  "REPLAYED",
  "E2EE_ROOM",
  "TOO_LARGE",
  "RATE_LIMITED",
  "USE_MATRIX",
  "SERVER_NOT_ALLOWED",
  "HOMESERVER_UNAVAILABLE",
  "INTERNAL",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** RFC 9457 `application/problem+json`. `errors` names each wrong field by its path. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
