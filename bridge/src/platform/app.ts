import express from "express";
import type { Express, NextFunction, Request, Response, Router } from "express";
import type { Log } from "../log.ts";
import { jsonBody } from "./body.ts";
import { cors } from "./cors.ts";
import { healthRoutes } from "./health-routes.ts";
import type { Reach, Readiness } from "./health-routes.ts";
import { refusal, sendProblem } from "./problem.ts";

type Parts = {
  readonly appservice: Router;
  /** Mounted at `/api/v1/auth` and `/api/v1/clubs`. */
  readonly sessions: Router;
  readonly clubs: Router;
  /** At `/api/v1/safety`. */
  readonly safety: Router;
  /** At `/api/safety`: the core dialect. */
  readonly coreSafety: Router;
  /** At `/api/v1/ingest`. */
  readonly ingest: Router;
  readonly readiness: Readiness;
  readonly reach: Reach;
  readonly log: Log;
};

/** Everything that the bridge answers, for the homeserver and for people. */
export const createApp = ({
  appservice,
  sessions,
  clubs,
  safety,
  coreSafety,
  ingest,
  readiness,
  reach,
  log,
}: Parts): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // A reverse proxy on this machine says whose address it is; nobody else is believed.
  app.set("trust proxy", "loopback");
  app.use("/_matrix/app/v1", appservice);
  app.use(healthRoutes(readiness, reach));
  // Reads its bodies itself: it looks at the secret first, and takes less.
  app.use("/api/v1/ingest", ingest);
  app.use("/api", cors, jsonBody());
  app.use("/api/v1/auth", sessions);
  app.use("/api/v1/clubs", clubs);
  app.use("/api/v1/safety", safety);
  app.use("/api/safety", coreSafety);
  app.use((_request, response) => sendProblem(response, refusal("NOT_FOUND")));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    log.error({ err: error }, "request failed by an exception");
    return sendProblem(response, refusal("INTERNAL"));
  });
  return app;
};
