import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { RequestHandler } from "express";
import { refusal, sendProblem } from "./problem.ts";

const MINUTE_MS = 60_000;

/** Most requests a minute, by caller: their account once they are known, their address before. */
export type Limits = {
  readonly signIn: number;
  readonly read: number;
  readonly change: number;
  /** Timers and what belongs to them: of their own, so that nothing else a caller does keeps a timer from being ended. */
  readonly safety: number;
  /** Positions, by tracker; by address for those whose secret is wrong. */
  readonly ingest: number;
};

export const USUAL_LIMITS: Limits = { signIn: 60, read: 600, change: 60, safety: 240, ingest: 120 };

/** Counts one kind of request; above the limit it answers 429 with `Retry-After` and the standard RateLimit headers. */
export const limited = (kind: keyof Limits, limits: Limits): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: limits[kind],
    identifier: kind,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request, response) => {
      const caller: unknown = response.locals["caller"];
      return typeof caller === "string" ? caller : ipKeyGenerator(request.ip ?? "");
    },
    handler: (_request, response) => sendProblem(response, refusal("RATE_LIMITED")),
  });
