import express from "express";
import type { Router } from "express";
import type { Failure } from "@paceline/protocol";
import { CoreLocationRequest } from "@paceline/protocol/http";
import type { CoreShare } from "@paceline/protocol/http";
import type { ShareFailure, Shares } from "../../services/shares.ts";
import type { OwnShare } from "../../store/share-store.ts";
import { refusal } from "../problem.ts";
import type { Refusal } from "../problem.ts";
import { route } from "../reply.ts";
import { ghostOf } from "./athlete.ts";
import { changeOf, fixOf, instant, ROOM_REFUSALS, TOO_EARLY, withWait } from "./core-parts.ts";
import type { ChangeParts } from "./core-parts.ts";

export type LocationParts = ChangeParts & { readonly shares: Shares };

/** Live positions of athletes: start a share, report, list, stop. */
export const locationRoutes = ({ shares, ...parts }: LocationParts): Router => {
  const router = express.Router();
  const changing = changeOf(parts);

  router.post(
    "/location",
    changing(CoreLocationRequest, async (wish, response, id) => {
      const ghost = ghostOf(response);
      const begun = "audience" in wish;
      const share = begun
        ? await shares.start(ghost, id, wish.audience, wish.durationMinutes * 60_000)
        : { ok: true as const, value: { id: wish.shareId } };
      if (!share.ok) return { refused: refused(share.failure) };
      const reported = await shares.report(ghost, share.value.id, [fixOf(wish, parts.now())], id);
      if (!reported.ok) return { refused: refused(reported.failure) };
      return { status: begun ? 201 : 200, body: shareOf(reported.value) };
    }),
  );

  router.get(
    "/location",
    route((_request, response) => ({
      status: 200,
      body: { shares: shares.running(ghostOf(response)).map(shareOf) },
    })),
  );

  router.delete(
    "/location/:shareId",
    route(async (request, response) => {
      const stopped = await shares.stop(ghostOf(response), String(request.params["shareId"]));
      return stopped.ok ? { status: 204 } : { refused: refused(stopped.failure) };
    }),
  );
  return router;
};

const REFUSALS: Readonly<Record<ShareFailure, Refusal>> = {
  ...ROOM_REFUSALS,
  OVER: refusal("NOT_FOUND", "There is no such share, or it has ended."),
  FORBIDDEN: refusal("FORBIDDEN", "The room does not let this athlete share positions."),
  LIMITED: TOO_EARLY,
};
const refused = ({ code, retryAfterMs }: Failure<ShareFailure>): Refusal => withWait(REFUSALS[code], retryAfterMs);

const shareOf = ({ id, room, startedAt, expiresAt }: OwnShare): CoreShare => ({
  shareId: id,
  audience: room,
  startedAt: instant(startedAt),
  expiresAt: instant(expiresAt),
});
