import express from "express";
import type { NextFunction, Request, Response, Router } from "express";
import type { SealedFixes, SealedFixFailure } from "../services/sealed-fixes.ts";
import type { Trackers } from "../services/trackers.ts";
import type { OwnTracker } from "../store/tracker-store.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { refusal, sendProblem } from "./problem.ts";
import type { Refusal } from "./problem.ts";

type Parts = { readonly trackers: Trackers; readonly sealedFixes: SealedFixes; readonly limits: Limits };

const MAX_BYTES = 16 * 1024;

const REFUSALS: Readonly<Record<SealedFixFailure, Refusal>> = {
  NO_CIRCLE: refusal("NOT_FOUND"),
  NOT_SEALED: refusal(
    "BAD_REQUEST",
    "This address takes sealed positions alone: set an encryption key in OwnTracks. What you sent was readable, and nothing of it was kept.",
  ),
  MALFORMED: { code: "BAD_REQUEST", errors: [{ path: "data", message: "must be base64 of at most 8192 characters" }] },
  REPLAYED: refusal("REPLAYED"),
};

/**
 * Where phones post, known by the secret in the address alone. A wrong secret is answered before the body is read, and counted by address. Nothing here logs an address:
 * it is a capability.
 */
export const ingestRoutes = ({ trackers, sealedFixes, limits }: Parts): Router => {
  const router = express.Router();

  const recognise = ({ params }: Request, response: Response, next: NextFunction): void => {
    const tracker = trackers.find(String(params["secret"]));
    response.locals["tracker"] = tracker;
    if (tracker !== undefined) response.locals["caller"] = `tracker ${tracker.number}`;
    next();
  };
  const admit = (_request: Request, response: Response, next: NextFunction): void => {
    if (response.locals["tracker"] === undefined) sendProblem(response, refusal("NOT_FOUND"));
    else next();
  };

  // OwnTracks says `application/json` or nothing; it takes a list of commands as the answer (OwnTracks Booklet, "HTTP").
  router.post("/owntracks/:secret", recognise, limited("ingest", limits), admit, body, (request, response) => {
    const taken = sealedFixes.take(response.locals["tracker"] as OwnTracker, request.body);
    if (taken.ok) response.json([]);
    else sendProblem(response, REFUSALS[taken.failure.code]);
  });
  return router;
};

const json = express.json({ limit: MAX_BYTES, type: () => true });
const body = (request: Request, response: Response, next: NextFunction): void =>
  json(request, response, (error?: unknown) => {
    if (error === undefined) return next();
    const tooLarge = error instanceof Error && "status" in error && error.status === 413;
    return sendProblem(response, tooLarge ? refusal("TOO_LARGE") : refusal("BAD_REQUEST", "The body is no JSON."));
  });
