import express from "express";
import type { Response, Router } from "express";
import type { Result } from "@paceline/protocol";
import { CoreExtendRequest, CoreTimerRequest } from "@paceline/protocol/http";
import type { CoreTimer } from "@paceline/protocol/http";
import { z } from "zod";
import type { Alerts } from "../../services/alerts.ts";
import type { Due, GhostTimerFailure, GhostTimers } from "../../services/ghost-timers.ts";
import type { PlatformRooms } from "../../services/platform-rooms.ts";
import type { OwnTimer } from "../../store/timer-store.ts";
import { refusal } from "../problem.ts";
import type { Refusal } from "../problem.ts";
import type { Reply } from "../reply.ts";
import { route } from "../reply.ts";
import { TIMER_REFUSALS } from "../timer-routes.ts";
import { NO_CIRCLE } from "./alert-routes.ts";
import { ghostOf } from "./athlete.ts";
import { changeOf, instant, ROOM_REFUSALS } from "./core-parts.ts";
import type { ChangeParts } from "./core-parts.ts";

export type CoreTimerParts = ChangeParts & {
  readonly ghostTimers: GhostTimers;
  readonly alerts: Pick<Alerts, "get">;
  readonly platformRooms: PlatformRooms;
};

const MINUTE_MS = 60_000;

/** Safety timers of athletes; the bridge alone keeps them, since the athlete has no device that could. */
export const coreTimerRoutes = ({ ghostTimers, alerts, platformRooms, ...parts }: CoreTimerParts): Router => {
  const router = express.Router();
  const changing = changeOf(parts);

  /** One that fired has an alert of the same id. */
  const timerOf = (response: Response, { id, circle, alertAt, state }: OwnTimer): CoreTimer => {
    const alert = alerts.get(ghostOf(response), id);
    const fired = state === "fired" && alert !== undefined ? { delivery: alert.delivery } : {};
    return { timerId: id, audience: circle, alertAt: instant(alertAt), state, ...fired };
  };
  const answered = (response: Response, stored: Result<OwnTimer, GhostTimerFailure>, status: 200 | 201): Reply =>
    stored.ok ? { status, body: timerOf(response, stored.value) } : { refused: REFUSALS[stored.failure.code] };

  router.post(
    "/timers",
    changing(CoreTimerRequest, async ({ audience, ...wish }, response, id) => {
      const ghost = ghostOf(response);
      const room = audience ?? ghost.circle;
      if (room === undefined) return { refused: NO_CIRCLE };
      const entered = await platformRooms.enter(ghost, room);
      if (!entered.ok) return { refused: ROOM_REFUSALS[entered.failure.code] };
      return answered(response, ghostTimers.arm(ghost, `timer-${id}`, room, dueOf(wish)), 201);
    }),
  );

  router.post(
    "/timers/:timerId/extend",
    changing(CoreExtendRequest, (wish, response, _id, { params }) =>
      answered(response, ghostTimers.extend(ghostOf(response), String(params["timerId"]), dueOf(wish)), 200),
    ),
  );

  router.post(
    "/timers/:timerId/end",
    changing(z.object({}), (_wish, response, _id, { params }) =>
      answered(response, ghostTimers.end(ghostOf(response), String(params["timerId"])), 200),
    ),
  );

  router.get(
    "/timers/:timerId",
    route(({ params }, response) => {
      const timer = ghostTimers.get(ghostOf(response), String(params["timerId"]));
      return timer === undefined ? { refused: REFUSALS.NO_TIMER } : { status: 200, body: timerOf(response, timer) };
    }),
  );
  return router;
};

const dueOf = ({ dueAt, graceMinutes }: z.output<typeof CoreExtendRequest>): Due => ({
  dueMs: Date.parse(dueAt),
  graceMs: graceMinutes * MINUTE_MS,
});

const REFUSALS: Readonly<Record<GhostTimerFailure, Refusal>> = {
  ...TIMER_REFUSALS,
  NO_TIMER: refusal("NOT_FOUND"),
  NOT_BACK: {
    code: "BAD_REQUEST",
    errors: [{ path: "dueAt", message: "must not be earlier than before: a time only moves forward" }],
  },
};
