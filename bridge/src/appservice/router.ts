import express from "express";
import type { NextFunction, Request, Response, Router } from "express";
import type { Log } from "../log.ts";
import { tokenCheck } from "./token.ts";

/**
 * Synapse's largest transaction: 100 events of 65,536 bytes, each up to twice (`unsigned.prev_content`), make 13 MB; 100
 * pieces of ephemeral data, under two keys, come on top. What is larger cannot come from Synapse.
 */
const MAX_TRANSACTION_BYTES = 32 * 1024 * 1024;

type Parts = {
  readonly hsToken: string;
  /** Returns when the body is durable. Which transaction it is does not matter: events are told apart by their ids. */
  readonly receive: (body: Uint8Array) => void;
  readonly log: Log;
};

/**
 * What the homeserver calls (spec, "Application Service API"), to be mounted at `/_matrix/app/v1`. The token is checked
 * before a byte of the body is read. Errors are in Matrix's form; on 500 the homeserver sends the transaction again.
 */
export const appserviceRouter = ({ hsToken, receive, log }: Parts): Router => {
  const router = express.Router();
  const isHomeserver = tokenCheck(hsToken);

  router.use((request, response, next) => {
    if (isHomeserver(request.headers.authorization)) next();
    else response.status(403).json({ errcode: "M_FORBIDDEN", error: "The token is not the homeserver's." });
  });

  const wholeBody = express.raw({ type: () => true, limit: MAX_TRANSACTION_BYTES });
  router.put("/transactions/:txnId", wholeBody, (request, response) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body)) {
      response.status(400).json({ errcode: "M_NOT_JSON", error: "The transaction has no body." });
      return;
    }
    receive(body);
    response.json({});
  });

  router.post("/ping", (_request, response) => void response.json({}));

  // The bot needs no query to exist, and no alias of ours is made on demand.
  router.use(
    (_request, response) => void response.status(404).json({ errcode: "M_NOT_FOUND", error: "Nothing here." }),
  );

  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    log.error({ err: error, status }, "transaction not taken");
    const errcode = status === 413 ? "M_TOO_LARGE" : "M_UNKNOWN";
    return response.status(status).json({ errcode, error: "The transaction was not stored." });
  });
  return router;
};

/** The status that express' body parser gives its errors; everything else is ours. */
const statusOf = (error: unknown): number =>
  error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
