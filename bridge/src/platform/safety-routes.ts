import express from "express";
import type { Router } from "express";
import type { Sessions } from "../services/sessions.ts";
import { requireSession } from "./caller.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { timerRoutes } from "./timer-routes.ts";
import type { TimerParts } from "./timer-routes.ts";
import { trackerRoutes } from "./tracker-routes.ts";
import type { TrackerParts } from "./tracker-routes.ts";
import { wayOutRoutes } from "./way-out-routes.ts";
import type { WayOutParts } from "./way-out-routes.ts";

export type SafetyParts = TimerParts &
  WayOutParts &
  TrackerParts & { readonly sessions: Sessions; readonly limits: Limits };

/** Safety of people with a Matrix account: timers, ways to be reached without the homeserver, trackers. */
export const safetyRoutes = ({ sessions, limits, ...parts }: SafetyParts): Router =>
  express
    .Router()
    .use(
      requireSession(sessions),
      limited("safety", limits),
      timerRoutes(parts),
      wayOutRoutes(parts),
      trackerRoutes(parts),
    );
