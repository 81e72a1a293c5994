import express from "express";
import type { Router } from "express";
import { limited } from "../limits.ts";
import type { Limits } from "../limits.ts";
import { alertRoutes } from "./alert-routes.ts";
import type { AlertParts } from "./alert-routes.ts";
import { requireAthlete } from "./athlete.ts";
import type { AthleteParts } from "./athlete.ts";
import { contactRoutes } from "./contact-routes.ts";
import type { ContactParts } from "./contact-routes.ts";
import { coreTimerRoutes } from "./core-timer-routes.ts";
import type { CoreTimerParts } from "./core-timer-routes.ts";
import { coreTrackerRoutes } from "./core-tracker-routes.ts";
import type { CoreTrackerParts } from "./core-tracker-routes.ts";
import { locationRoutes } from "./location-routes.ts";
import type { LocationParts } from "./location-routes.ts";

export type CoreParts = AthleteParts &
  LocationParts &
  AlertParts &
  CoreTimerParts &
  ContactParts &
  CoreTrackerParts & { readonly limits: Limits };

/** The core dialect's part for safety, `/api/safety/…`, for a platform's athletes. */
export const coreSafetyRoutes = ({ limits, ...parts }: CoreParts): Router =>
  express
    .Router()
    .use(
      requireAthlete(parts),
      limited("safety", limits),
      locationRoutes(parts),
      alertRoutes(parts),
      coreTimerRoutes(parts),
      contactRoutes(parts),
      coreTrackerRoutes(parts),
    );
