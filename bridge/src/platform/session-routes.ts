import express from "express";
import type { Router } from "express";
import { OpenIdRequest } from "@paceline/protocol/http";
import type { ProblemCode, SessionAnswer, SessionList } from "@paceline/protocol/http";
import type { SessionFailure, Sessions } from "../services/sessions.ts";
import { requireSession, sessionOf } from "./caller.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { badFields, refusal } from "./problem.ts";
import { route } from "./reply.ts";

const PROBLEMS: Readonly<Record<SessionFailure, ProblemCode>> = {
  SERVER_NOT_ALLOWED: "SERVER_NOT_ALLOWED",
  TOKEN_REFUSED: "UNAUTHENTICATED",
  UNREACHABLE: "HOMESERVER_UNAVAILABLE",
};

/** Sign in with an OpenID token of one's homeserver, see one's sessions, end them. */
export const sessionRoutes = (sessions: Sessions, limits: Limits): Router => {
  const router = express.Router();
  const signedIn = [requireSession(sessions), limited("read", limits)];

  router.post(
    "/openid",
    limited("signIn", limits),
    route(async (request) => {
      const asked = OpenIdRequest.safeParse(request.body);
      if (!asked.success) return { refused: badFields(asked.error) };
      const opened = await sessions.open(asked.data);
      if (!opened.ok) return { refused: refusal(PROBLEMS[opened.failure.code]) };
      const { token, user, expiresAt } = opened.value;
      const body: SessionAnswer = { token, user_id: user, expires_at: instant(expiresAt) };
      return { status: 200, body };
    }),
  );

  router.get(
    "/sessions",
    signedIn,
    route((_request, response) => {
      const current = sessionOf(response);
      const body: SessionList = {
        sessions: sessions.list(current.user).map(({ id, createdAt, expiresAt }) => ({
          id,
          created_at: instant(createdAt),
          expires_at: instant(expiresAt),
          current: id === current.id,
        })),
      };
      return { status: 200, body };
    }),
  );

  router.delete(
    "/session",
    signedIn,
    route((_request, response) => {
      const { user, id } = sessionOf(response);
      sessions.end(user, id);
      return { status: 204 };
    }),
  );

  router.delete(
    "/sessions/:id",
    signedIn,
    route((request, response) => {
      const ended = sessions.end(sessionOf(response).user, String(request.params["id"]));
      return ended ? { status: 204 } : { refused: refusal("NOT_FOUND") };
    }),
  );
  return router;
};

const instant = (ms: number): string => new Date(ms).toISOString();
