import express from "express";
import type { Express, NextFunction, Request, Response, Router } from "express";
import type { Log } from "../log.ts";
import { healthRoutes } from "./health-routes.ts";
import type { Readiness } from "./health-routes.ts";
import { refusal, sendProblem } from "./problem.ts";

type Parts = {
  readonly appservice: Router;
  readonly readiness: Readiness;
  readonly log: Log;
};

/** Everything that the bridge answers, for the homeserver and for people. */
export const createApp = ({ appservice, readiness, log }: Parts): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use("/_matrix/app/v1", appservice);
  app.use(healthRoutes(readiness));
  app.use((_request, response) => sendProblem(response, refusal("NOT_FOUND")));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    log.error({ err: error }, "request failed by an exception");
    return sendProblem(response, refusal("INTERNAL"));
  });
  return app;
};
