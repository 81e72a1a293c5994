import type { RequestHandler, Response } from "express";
import { bearerToken } from "../appservice/token.ts";
import type { Sessions } from "../services/sessions.ts";
import type { Session } from "../store/session-store.ts";
import { refusal, sendProblem } from "./problem.ts";

/** Lets only callers with a session through; `sessionOf` then says whose. */
export const requireSession =
  (sessions: Sessions): RequestHandler =>
  (request, response, next) => {
    const token = bearerToken(request.headers.authorization);
    const session = token === undefined ? undefined : sessions.of(token);
    if (session === undefined) return sendProblem(response, refusal("UNAUTHENTICATED"));
    response.locals["session"] = session;
    response.locals["caller"] = session.user;
    return next();
  };

/** Who calls, for limits and kept answers: a person, or an athlete of a platform. Only behind what has recognised them. */
export const callerOf = (response: Response): string => String(response.locals["caller"]);

/** Only behind `requireSession`. */
export const sessionOf = (response: Response): Session => response.locals["session"] as Session;
