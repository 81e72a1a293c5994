import express from "express";
import type { Router } from "express";
import { TrackerRequest } from "@paceline/protocol/http";
import type { TrackerAnswer } from "@paceline/protocol/http";
import type { Circles } from "../services/circles.ts";
import { MOST_TRACKERS } from "../services/trackers.ts";
import type { Trackers } from "../services/trackers.ts";
import { sessionOf } from "./caller.ts";
import { badFields, refusal } from "./problem.ts";
import { route } from "./reply.ts";
import { BAD_ID, circleRefusal, idOf } from "./timer-routes.ts";

export type TrackerParts = { readonly trackers: Trackers; readonly circles: Circles };

/**
 * Addresses for trackers of people, to be mounted behind their session. Asking again for the same id gives a new address and ends the old one, so a repetition is safe without
 * an `Idempotency-Key`, whose kept answer would hold the secret.
 */
export const trackerRoutes = ({ trackers, circles }: TrackerParts): Router => {
  const router = express.Router();

  router.post(
    "/trackers",
    route(async (request, response) => {
      const { user } = sessionOf(response);
      const asked = TrackerRequest.safeParse(request.body);
      if (!asked.success) return { refused: badFields(asked.error) };
      const { id, circle_id } = asked.data;
      const own = await circles.own(user, circle_id);
      if (!own.ok) return { refused: circleRefusal(own.failure) };
      const url = trackers.make(user, id, "sealed", circle_id);
      if (!url.ok) return { refused: refusal("CONFLICT", `One person has at most ${MOST_TRACKERS} trackers.`) };
      const body: TrackerAnswer = { id, url: url.value };
      return { status: 201, body };
    }),
  );

  router.delete(
    "/trackers/:id",
    route((request, response) => {
      const id = idOf(request);
      if (id === undefined) return { refused: BAD_ID };
      trackers.revoke(sessionOf(response).user, id);
      return { status: 204 };
    }),
  );
  return router;
};
