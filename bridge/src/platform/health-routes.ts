import express from "express";
import type { Router } from "express";

/** What keeps the bridge from doing its work at the moment; empty: nothing. */
export type Readiness = () => readonly ("HOMESERVER_NOT_REACHED" | "STORAGE_TROUBLE")[];

/** Pushes and mails for alerts: what waits, and what was given up in the last days. */
export type Reach = () => { readonly waiting: number; readonly failed: number };

/** `/health`: the process answers. `/ready`: it also reaches its homeserver and its disk; 503 names what is missing. A way out that failed is shown and is no reason for 503. */
export const healthRoutes = (readiness: Readiness, reach: Reach): Router => {
  const router = express.Router();
  router.get("/health", (_request, response) => void response.json({ status: "ok" }));
  router.get("/ready", (_request, response) => {
    const missing = readiness();
    response.status(missing.length === 0 ? 200 : 503).json({ ready: missing.length === 0, missing, ways_out: reach() });
  });
  return router;
};
