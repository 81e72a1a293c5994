import express from "express";
import type { NextFunction, Request, Response, Router } from "express";
import type { Failure } from "@paceline/protocol";
import { isRecord } from "../appservice/transaction.ts";
import type { PlainFixes, PlainFixFailure } from "../services/plain-fixes.ts";
import type { SealedFixes, SealedFixFailure } from "../services/sealed-fixes.ts";
import { TRACKER_PATHS } from "../services/trackers.ts";
import type { Trackers } from "../services/trackers.ts";
import type { OwnTracker } from "../store/tracker-store.ts";
import { ROOM_REFUSALS, TOO_EARLY, withWait } from "./core/core-parts.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { refusal, sendProblem } from "./problem.ts";
import type { Refusal } from "./problem.ts";
import { route } from "./reply.ts";

export type IngestParts = {
  readonly trackers: Trackers;
  readonly sealedFixes: SealedFixes;
  readonly plainFixes: PlainFixes;
  readonly limits: Limits;
};

/** A batch of Overland is the largest that comes. */
const MAX_BYTES = 256 * 1024;

const REFUSALS: Readonly<Record<SealedFixFailure | PlainFixFailure, Refusal>> = {
  ...ROOM_REFUSALS,
  NO_CIRCLE: refusal("NOT_FOUND"),
  NOT_SEALED: refusal(
    "BAD_REQUEST",
    "This address takes sealed positions alone: set an encryption key in OwnTracks. What you sent was readable, and nothing of it was kept.",
  ),
  MALFORMED: { code: "BAD_REQUEST", errors: [{ path: "data", message: "must be base64 of at most 8192 characters" }] },
  REPLAYED: refusal("REPLAYED"),
  UNREADABLE: refusal("BAD_REQUEST", "This is no position as this kind of tracker sends them, or it is sealed."),
  OVER: refusal("NOT_FOUND"),
  FORBIDDEN: refusal("FORBIDDEN", "The room does not let this athlete share positions."),
  LIMITED: TOO_EARLY,
};

/** GPSLogger asks by GET until somebody changes that, with the position in the address, where servers on the way log it. */
const NOT_POSTED = refusal(
  "BAD_REQUEST",
  "Positions are taken by POST alone: choose POST as the method of this address. Nothing of what you sent was kept.",
);

const refused = ({ code, retryAfterMs }: Failure<SealedFixFailure | PlainFixFailure>): Refusal =>
  withWait(REFUSALS[code], retryAfterMs);

/**
 * Where phones post, known by the secret in the address alone. A wrong secret is answered before the body is read, and counted by address. Nothing here logs an address:
 * it is a capability, and some trackers put the position into it.
 */
export const ingestRoutes = ({ trackers, sealedFixes, plainFixes, limits }: IngestParts): Router => {
  const router = express.Router();

  const recognise = ({ params }: Request, response: Response, next: NextFunction): void => {
    const found = trackers.find(String(params["secret"]));
    const tracker = found !== undefined && TRACKER_PATHS[found.kind] === params["kind"] ? found : undefined;
    response.locals["tracker"] = tracker;
    if (tracker !== undefined) response.locals["caller"] = `tracker ${tracker.number}`;
    next();
  };
  const admit = (_request: Request, response: Response, next: NextFunction): void => {
    if (response.locals["tracker"] === undefined) sendProblem(response, refusal("NOT_FOUND"));
    else next();
  };

  const take = route(async (request, response) => {
    const tracker = response.locals["tracker"] as OwnTracker;
    const posted: unknown = request.body;
    const fields = { ...request.query, ...(isRecord(posted) && posted) };
    const taken =
      tracker.kind === "sealed"
        ? sealedFixes.take(tracker, posted)
        : await plainFixes.take(tracker, tracker.kind, posted, fields);
    if (!taken.ok) return { refused: refused(taken.failure) };
    // OwnTracks takes a list of commands as the answer (OwnTracks Booklet, "HTTP"), Overland asks for this word.
    return { status: 200, body: tracker.kind === "overland" ? { result: "ok" } : [] };
  });
  const own = [recognise, limited("ingest", limits), admit];
  router.post("/:kind/:secret", ...own, body, take);
  router.use("/:kind/:secret", ...own, (_request, response) => sendProblem(response, NOT_POSTED));
  return router;
};

const form = express.urlencoded({ extended: false, limit: MAX_BYTES });
const json = express.json({ limit: MAX_BYTES, type: () => true });
/** Form or JSON; OwnTracks does not always say which. */
const body = (request: Request, response: Response, next: NextFunction): void => {
  const parse = request.is("application/x-www-form-urlencoded") ? form : json;
  parse(request, response, (error?: unknown) => {
    if (error === undefined) return next();
    const tooLarge = error instanceof Error && "status" in error && error.status === 413;
    return sendProblem(response, tooLarge ? refusal("TOO_LARGE") : refusal("BAD_REQUEST", "The body is no JSON."));
  });
};
