import express from "express";
import type { Response, Router } from "express";
import { CoreExtendRequest, CoreTimerRequest } from "@paceline/protocol/http";
import type { CoreTimer } from "@paceline/protocol/http";
import { z } from "zod";
import type { PlatformRooms } from "../../services/platform-rooms.ts";
import type { Timers } from "../../services/timers.ts";
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

export type CoreTimerParts = ChangeParts & { readonly timers: Timers; readonly platformRooms: PlatformRooms };

const MINUTE_MS = 60_000;
const NO_TIMER = refusal("NOT_FOUND");
const NOT_BACK: Refusal = {
  code: "BAD_REQUEST",
  errors: [{ path: "dueAt", message: "must not be earlier than before: a time only moves forward" }],
};

/** Safety timers of athletes; the bridge alone keeps them, since the athlete has no device that could. */
export const coreTimerRoutes = ({ timers, platformRooms, ...parts }: CoreTimerParts): Router => {
  const router = express.Router();
  const changing = changeOf(parts);
  const alertAt = (dueAt: string, graceMinutes: number): number => Date.parse(dueAt) + graceMinutes * MINUTE_MS;
  const mine = (response: Response, id: unknown): OwnTimer | undefined =>
    timers.get(ghostOf(response).user, String(id));

  const arm = (timer: Omit<OwnTimer, "state" | "storedAt">, status: 200 | 201): Reply => {
    const { user, id, ...order } = timer;
    const stored = timers.arm(user, id, order);
    if (!stored.ok) return { refused: TIMER_REFUSALS[stored.failure.code] };
    return stored.value === undefined ? { refused: NO_TIMER } : { status, body: timerOf(stored.value) };
  };

  router.post(
    "/timers",
    changing(CoreTimerRequest, async ({ audience, dueAt, graceMinutes }, response, id) => {
      const ghost = ghostOf(response);
      const circle = audience ?? ghost.circle;
      if (circle === undefined) return { refused: NO_CIRCLE };
      const entered = await platformRooms.enter(ghost, circle);
      if (!entered.ok) return { refused: ROOM_REFUSALS[entered.failure.code] };
      const order = { circle, alertAt: alertAt(dueAt, graceMinutes), seq: 0 };
      return arm({ user: ghost.user, id: `timer-${id}`, ...order }, 201);
    }),
  );

  router.post(
    "/timers/:timerId/extend",
    changing(CoreExtendRequest, ({ dueAt, graceMinutes }, response, _id, { params }) => {
      const timer = mine(response, params["timerId"]);
      if (timer === undefined) return { refused: NO_TIMER };
      const later = alertAt(dueAt, graceMinutes);
      if (later < timer.alertAt) return { refused: NOT_BACK };
      return arm({ ...timer, alertAt: later, seq: timer.seq + 1 }, 200);
    }),
  );

  router.post(
    "/timers/:timerId/end",
    changing(z.object({}), (_wish, response, _id, { params }) => {
      const timer = mine(response, params["timerId"]);
      if (timer === undefined) return { refused: NO_TIMER };
      timers.end(timer.user, timer.id);
      return { status: 200, body: timerOf(mine(response, timer.id) ?? timer) };
    }),
  );

  router.get(
    "/timers/:timerId",
    route(({ params }, response) => {
      const timer = mine(response, params["timerId"]);
      return timer === undefined ? { refused: NO_TIMER } : { status: 200, body: timerOf(timer) };
    }),
  );
  return router;
};

const timerOf = ({ id, circle, alertAt, state }: OwnTimer): CoreTimer => ({
  timerId: id,
  audience: circle,
  alertAt: instant(alertAt),
  state,
});
