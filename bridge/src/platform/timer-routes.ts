import express from "express";
import type { Request, Router } from "express";
import type { Failure, RoomId, UserId } from "@paceline/protocol";
import { AlertId } from "@paceline/protocol/events";
import { TimerRequest } from "@paceline/protocol/http";
import type { ProblemCode, TimerAnswer } from "@paceline/protocol/http";
import type { CircleFailure, Circles } from "../services/circles.ts";
import { LONGEST_MS, MOST_ARMED } from "../services/timers.ts";
import type { TimerFailure, Timers } from "../services/timers.ts";
import type { OwnTimer } from "../store/timer-store.ts";
import type { WayOutStore } from "../store/way-out-store.ts";
import { sessionOf } from "./caller.ts";
import { badFields, refusal } from "./problem.ts";
import type { Refusal } from "./problem.ts";
import { route } from "./reply.ts";
import type { Reply } from "./reply.ts";

export type TimerParts = {
  readonly timers: Timers;
  readonly circles: Circles;
  readonly contacts: (circle: RoomId, athlete: UserId) => readonly UserId[];
  readonly wayOuts: Pick<WayOutStore, "pushesOf" | "mailOf">;
  /** Whether this bridge has these ways at all. */
  readonly push: object | undefined;
  readonly mail: object | undefined;
};

/** Safety timers of people, to be mounted behind their session. */
export const timerRoutes = ({ timers, circles, contacts, wayOuts, push, mail }: TimerParts): Router => {
  const router = express.Router();

  router.put(
    "/timers/:id",
    route(async (request, response) => {
      const { user } = sessionOf(response);
      const id = idOf(request);
      if (id === undefined) return { refused: BAD_ID };
      const order = TimerRequest.safeParse(request.body);
      if (!order.success) return { refused: badFields(order.error) };
      const circle = order.data.circle_id;
      const own = await circles.own(user, circle);
      if (!own.ok) return { refused: circleRefusal(own.failure) };
      const { alert_at, seq, language } = order.data;
      const stored = timers.arm(user, id, { circle, alertAt: Date.parse(alert_at), seq, language });
      if (!stored.ok) return { refused: TIMER_REFUSALS[stored.failure.code] };
      return answered(stored.value);
    }),
  );

  router.get(
    "/timers/:id",
    route((request, response) => {
      const id = idOf(request);
      return id === undefined ? { refused: BAD_ID } : answered(timers.get(sessionOf(response).user, id));
    }),
  );

  router.delete(
    "/timers/:id",
    route((request, response) => {
      const id = idOf(request);
      if (id === undefined) return { refused: BAD_ID };
      timers.end(sessionOf(response).user, id);
      return { status: 204 };
    }),
  );

  /** How many contacts of an athlete's circle can be reached without the homeserver. */
  const reach = (circle: RoomId, athlete: UserId): TimerAnswer["ways_out"] => {
    const people = contacts(circle, athlete);
    return {
      push: push === undefined ? 0 : people.filter((user) => wayOuts.pushesOf(user).length > 0).length,
      mail: mail === undefined ? 0 : people.filter((user) => wayOuts.mailOf(user) !== undefined).length,
    };
  };

  const answered = (timer: OwnTimer | undefined): Reply => {
    if (timer === undefined) return { refused: refusal("NOT_FOUND", "This timer was ended, or never armed.") };
    return { status: 200, body: answerOf(timer, reach(timer.circle, timer.user)) };
  };
  return router;
};

const answerOf = (timer: OwnTimer, ways_out: TimerAnswer["ways_out"]): TimerAnswer => ({
  id: timer.id,
  circle_id: timer.circle,
  alert_at: instant(timer.alertAt),
  seq: timer.seq,
  state: timer.state,
  stored_at: instant(timer.storedAt),
  ways_out,
});

export const TIMER_REFUSALS: Readonly<Record<TimerFailure, Refusal>> = {
  TOO_FAR: {
    code: "BAD_REQUEST",
    errors: [{ path: "alert_at", message: `must be at most ${LONGEST_MS / 86_400_000} days ahead` }],
  },
  TOO_MANY: refusal("CONFLICT", `At most ${MOST_ARMED} timers of one person run at a time.`),
};

const CIRCLE_PROBLEMS: Readonly<Record<CircleFailure, ProblemCode>> = {
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  UNREACHABLE: "HOMESERVER_UNAVAILABLE",
};
export const circleRefusal = ({ code }: Failure<CircleFailure>): Refusal =>
  refusal(CIRCLE_PROBLEMS[code], "The room must be your own safety circle, with you and the bot in it.");

/** The id in the path, in the form that alerts carry. */
export const idOf = ({ params }: Request): string | undefined => AlertId.safeParse(params["id"]).data;
export const BAD_ID: Refusal = {
  code: "BAD_REQUEST",
  errors: [{ path: "id", message: "must hold no white space, comma, < or &, and at most 100 characters" }],
};

const instant = (ms: number): string => new Date(ms).toISOString();
