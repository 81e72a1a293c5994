import express from "express";
import type { Router } from "express";
import type { Result } from "@paceline/protocol";
import { CoreAlertRequest, CoreCancelRequest } from "@paceline/protocol/http";
import type { CoreAlert } from "@paceline/protocol/http";
import { z } from "zod";
import type { AlertFailure, Alerts, Delivered } from "../../services/alerts.ts";
import { refusal } from "../problem.ts";
import type { Refusal } from "../problem.ts";
import { route } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { ghostOf } from "./athlete.ts";
import { changeOf, fixOf, instant, ROOM_REFUSALS } from "./core-parts.ts";
import type { ChangeParts } from "./core-parts.ts";

export type AlertParts = ChangeParts & { readonly alerts: Alerts };

export const NO_CIRCLE: Refusal = {
  code: "BAD_REQUEST",
  errors: [
    { path: "audience", message: "must name a room: this athlete has no circle, because no contact was asked yet" },
  ],
};

/** SOS of athletes: raise, acknowledge, cancel, look at. */
export const alertRoutes = ({ alerts, ...parts }: AlertParts): Router => {
  const router = express.Router();
  const changing = changeOf(parts);

  router.post(
    "/alerts",
    changing(CoreAlertRequest, async ({ audience, drill, silent, position }, response, id) => {
      const ghost = ghostOf(response);
      const room = audience ?? ghost.circle;
      if (room === undefined) return { refused: NO_CIRCLE };
      const fix = position && fixOf(position, parts.now());
      return answered(await alerts.raise(ghost, id, room, { drill, silent, fix }), 201);
    }),
  );

  router.post(
    "/alerts/:alertId/acknowledge",
    changing(z.object({}), async (_wish, response, id, { params }) =>
      answered(await alerts.acknowledge(ghostOf(response), id, String(params["alertId"])), 200),
    ),
  );

  router.post(
    "/alerts/:alertId/cancel",
    changing(CoreCancelRequest, async ({ falseAlarm }, response, id, { params }) =>
      answered(await alerts.cancel(ghostOf(response), id, String(params["alertId"]), falseAlarm), 200),
    ),
  );
  router.get(
    "/alerts/:alertId",
    route(({ params }, response) => {
      const found = alerts.get(ghostOf(response), String(params["alertId"]));
      return found === undefined ? { refused: refusal("NOT_FOUND") } : { status: 200, body: alertOf(found) };
    }),
  );
  return router;
};

const REFUSALS: Readonly<Record<AlertFailure, Refusal>> = {
  ...ROOM_REFUSALS,
  NO_ALERT: refusal("NOT_FOUND"),
  NOT_YOURS: refusal("FORBIDDEN", "Only who raised an alert cancels it."),
  FORBIDDEN: refusal("FORBIDDEN", "The room does not let this athlete write."),
};

const answered = (said: Result<Delivered, AlertFailure>, status: 200 | 201): Reply => {
  if (!said.ok) return { refused: REFUSALS[said.failure.code] };
  return { status, body: alertOf(said.value) };
};

const alertOf = ({ alert, delivery }: Delivered): CoreAlert => ({
  alertId: alert.id,
  audience: alert.room,
  raisedAt: instant(alert.at),
  delivery,
});
