import express from "express";
import type { Router } from "express";
import { CoreTrackerRequest } from "@paceline/protocol/http";
import type { TrackerAnswer } from "@paceline/protocol/http";
import type { PlatformRooms } from "../../services/platform-rooms.ts";
import { MOST_TRACKERS } from "../../services/trackers.ts";
import type { Trackers } from "../../services/trackers.ts";
import { badFields, refusal } from "../problem.ts";
import { route } from "../reply.ts";
import { ghostOf } from "./athlete.ts";
import { ROOM_REFUSALS } from "./core-parts.ts";

export type CoreTrackerParts = { readonly trackers: Trackers; readonly platformRooms: PlatformRooms };

/** Addresses for off-the-shelf trackers of athletes. Without an `Idempotency-Key`, for the reason of `trackerRoutes`. */
export const coreTrackerRoutes = ({ trackers, platformRooms }: CoreTrackerParts): Router => {
  const router = express.Router();

  router.post(
    "/trackers",
    route(async (request, response) => {
      const ghost = ghostOf(response);
      const asked = CoreTrackerRequest.safeParse(request.body);
      if (!asked.success) return { refused: badFields(asked.error) };
      const { id, kind, audience } = asked.data;
      const entered = await platformRooms.enter(ghost, audience);
      if (!entered.ok) return { refused: ROOM_REFUSALS[entered.failure.code] };
      const url = trackers.make(ghost.user, id, kind, audience);
      if (!url.ok) return { refused: refusal("CONFLICT", `One athlete has at most ${MOST_TRACKERS} trackers.`) };
      const body: TrackerAnswer = { id, url: url.value };
      return { status: 201, body };
    }),
  );

  router.delete(
    "/trackers/:id",
    route(({ params }, response) => {
      trackers.revoke(ghostOf(response).user, String(params["id"]));
      return { status: 204 };
    }),
  );
  return router;
};
