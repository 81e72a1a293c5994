import express from "express";
import type { Router } from "express";

/** What keeps the bridge from doing its work at the moment; empty: nothing. */
export type Readiness = () => readonly ("HOMESERVER_NOT_REACHED" | "STORAGE_TROUBLE" | "STOPPING")[];

/** `/health`: the process answers. `/ready`: it also reaches its homeserver and its disk; 503 names what is missing. */
export const healthRoutes = (readiness: Readiness): Router => {
  const router = express.Router();
  router.get("/health", (_request, response) => void response.json({ status: "ok" }));
  router.get("/ready", (_request, response) => {
    const missing = readiness();
    response.status(missing.length === 0 ? 200 : 503).json({ ready: missing.length === 0, missing });
  });
  return router;
};
