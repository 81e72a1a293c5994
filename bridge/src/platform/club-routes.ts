import express from "express";
import type { Request, Router } from "express";
import { isRoomId, isUserId } from "@paceline/protocol";
import type { Failure, RoomId, UserId } from "@paceline/protocol";
import { CreateChannelRequest, CreateClubRequest, SetRoleRequest } from "@paceline/protocol/http";
import type { ProblemCode } from "@paceline/protocol/http";
import type { ClubFailure, Clubs } from "../services/clubs.ts";
import type { Maker, MakingFailure } from "../services/maker.ts";
import type { Sessions } from "../services/sessions.ts";
import type { IdempotencyStore } from "../store/idempotency-store.ts";
import { requireSession, sessionOf } from "./caller.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { badFields, refusal } from "./problem.ts";
import type { Refusal } from "./problem.ts";
import { change, route } from "./reply.ts";

type Parts = {
  readonly sessions: Sessions;
  readonly clubs: Clubs;
  readonly maker: Maker;
  readonly idempotency: IdempotencyStore;
  readonly limits: Limits;
  readonly now: () => number;
};

const PROBLEMS: Readonly<Record<ClubFailure | MakingFailure, ProblemCode>> = {
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  NOT_YET: "CONFLICT",
  UNREACHABLE: "HOMESERVER_UNAVAILABLE",
  REFUSED: "INTERNAL",
};
const NO_SUCH_CLUB: Refusal = refusal("NOT_FOUND");

/** Clubs: make one, read it, give roles, add channels. All carried out by the bot, as far as the caller's role allows. */
export const clubRoutes = ({ sessions, clubs, maker, idempotency, limits, now }: Parts): Router => {
  const router = express.Router();
  router.use(requireSession(sessions));
  const reading = limited("read", limits);
  const changing = limited("change", limits);

  router.post(
    "/",
    changing,
    change(idempotency, now, async (request, response, id) => {
      const wish = CreateClubRequest.safeParse(request.body);
      if (!wish.success) return { refused: badFields(wish.error) };
      const made = await maker.make(id, { is: "club", caller: sessionOf(response).user, wish: wish.data });
      return made.ok ? { status: 201, body: made.value } : { refused: refused(made.failure) };
    }),
  );

  router.get(
    "/:space",
    reading,
    route(async (request, response) => {
      const space = spaceOf(request);
      if (space === undefined) return { refused: NO_SUCH_CLUB };
      const club = await clubs.read(sessionOf(response).user, space);
      return club.ok ? { status: 200, body: club.value } : { refused: refused(club.failure) };
    }),
  );

  router.put(
    "/:space/roles/:user",
    changing,
    route(async (request, response) => {
      const [space, user] = [spaceOf(request), userOf(request)];
      if (space === undefined || user === undefined) return { refused: NO_SUCH_CLUB };
      const wish = SetRoleRequest.safeParse(request.body);
      if (!wish.success) return { refused: badFields(wish.error) };
      const set = await clubs.setRole(sessionOf(response).user, space, user, wish.data.role);
      return set.ok ? { status: 204 } : { refused: refused(set.failure) };
    }),
  );

  router.post(
    "/:space/channels",
    changing,
    change(idempotency, now, async (request, response, id) => {
      const caller = sessionOf(response).user;
      const space = spaceOf(request);
      if (space === undefined) return { refused: NO_SUCH_CLUB };
      const wish = CreateChannelRequest.safeParse(request.body);
      if (!wish.success) return { refused: badFields(wish.error) };
      const allowed = await clubs.authorize(caller, space, "manageChannels");
      if (!allowed.ok) return { refused: refused(allowed.failure) };
      const made = await maker.make(id, { is: "channel", caller, space, wish: wish.data });
      return made.ok ? { status: 201, body: made.value } : { refused: refused(made.failure) };
    }),
  );
  return router;
};

const refused = ({ code, retry }: Failure<ClubFailure | MakingFailure>): Refusal => ({
  code: PROBLEMS[code],
  ...(retry === "later" && { retryAfter: 2 }),
});

const spaceOf = ({ params }: Request): RoomId | undefined => (isRoomId(params["space"]) ? params["space"] : undefined);
const userOf = ({ params }: Request): UserId | undefined => (isUserId(params["user"]) ? params["user"] : undefined);
