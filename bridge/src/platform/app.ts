import express from "express";
import type { Express, NextFunction, Request, Response, Router } from "express";
import type { Log } from "../log.ts";
import { jsonBody } from "./body.ts";
import { cors } from "./cors.ts";
import { healthRoutes } from "./health-routes.ts";
import type { Reach, Readiness } from "./health-routes.ts";
import { docsPage } from "./docs/docs-page.ts";
import { openApi } from "./openapi.ts";
import { sendPage } from "./page.ts";
import { refusal, sendProblem } from "./problem.ts";

type Parts = {
  readonly appservice: Router;
  readonly sessions: Router;
  readonly clubs: Router;
  readonly safety: Router;
  /** Where the links in confirmation mails lead. */
  readonly mail: Router;
  /** The core dialect's part for safety. */
  readonly coreSafety: Router;
  /** Reads its bodies itself: it looks at the secret first, and takes less. */
  readonly ingest: Router;
  readonly readiness: Readiness;
  readonly reach: Reach;
  /** Where clients reach the bridge. */
  readonly publicUrl: string;
  readonly log: Log;
};

/** Where each part of the API is, in the order in which it is asked; the homeserver's own part is not among them. */
export const mounts = (parts: Parts): readonly { readonly at: string; readonly router: Router }[] => [
  { at: "", router: healthRoutes(parts.readiness, parts.reach) },
  { at: "/api/v1/ingest", router: parts.ingest },
  { at: "/api", router: express.Router().use(cors, jsonBody()) },
  { at: "/api", router: documentRoutes(parts.publicUrl) },
  { at: "/api/v1/auth", router: parts.sessions },
  { at: "/api/v1/clubs", router: parts.clubs },
  { at: "/api/v1/mail", router: parts.mail },
  { at: "/api/v1/safety", router: parts.safety },
  { at: "/api/safety", router: parts.coreSafety },
];

/** Everything that the bridge answers, for the homeserver and for people. */
export const createApp = (parts: Parts): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // A reverse proxy on this machine says whose address it is; nobody else is believed.
  app.set("trust proxy", "loopback");
  app.use("/_matrix/app/v1", parts.appservice);
  for (const { at, router } of mounts(parts)) app.use(at, router);
  app.use((_request, response) => sendProblem(response, refusal("NOT_FOUND")));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    parts.log.error({ err: error }, "request failed by an exception");
    return sendProblem(response, refusal("INTERNAL"));
  });
  return app;
};

/** What may be called, for programs and for people. */
const documentRoutes = (publicUrl: string): Router => {
  const document = openApi(publicUrl);
  const { title, body } = docsPage(document);
  return express
    .Router()
    .get("/openapi.json", (_request, response) => void response.json(document))
    .get("/docs", (_request, response) => sendPage(response, 200, title, body));
};
