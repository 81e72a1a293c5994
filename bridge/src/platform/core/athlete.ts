import type { RequestHandler, Response } from "express";
import { bearerToken } from "../../appservice/token.ts";
import type { GhostFailure, Ghosts } from "../../services/ghosts.ts";
import type { PlatformKeys } from "../../services/platform-keys.ts";
import type { Sessions } from "../../services/sessions.ts";
import type { Ghost } from "../../store/ghost-store.ts";
import { refusal, sendProblem } from "../problem.ts";
import type { Refusal } from "../problem.ts";

export type AthleteParts = {
  readonly keys: Pick<PlatformKeys, "platformOf">;
  readonly sessions: Pick<Sessions, "of">;
  readonly ghosts: Pick<Ghosts, "ensure">;
};

const HEADER = "Paceline-Athlete";
const NO_ATHLETE: Refusal = {
  code: "BAD_REQUEST",
  errors: [{ path: HEADER, message: "must be a header of 1 to 100 characters, percent-encoded" }],
};
const REFUSALS: Readonly<Record<GhostFailure, Refusal>> = {
  BAD_ID: NO_ATHLETE,
  UNREACHABLE: { ...refusal("HOMESERVER_UNAVAILABLE"), retryAfter: 2 },
  REFUSED: refusal("INTERNAL", "The homeserver makes no account for this athlete."),
};
const USE_MATRIX = refusal(
  "USE_MATRIX",
  "The bridge cannot speak for a Matrix account. Send with a Matrix client; for pages there is Paceline's own.",
);

/**
 * Lets a platform's server through, with its key as bearer and the athlete's id in `Paceline-Athlete` (and, if it likes, the name that people read in `Paceline-Athlete-Name`); both
 * percent-encoded UTF-8. A person with a Matrix account is told to use it.
 */
export const requireAthlete =
  ({ keys, sessions, ghosts }: AthleteParts): RequestHandler =>
  async (request, response, next) => {
    const token = bearerToken(request.headers.authorization) ?? "";
    const platform = keys.platformOf(token);
    if (platform === undefined)
      return sendProblem(response, sessions.of(token) === undefined ? refusal("UNAUTHENTICATED") : USE_MATRIX);
    const athlete = decoded(request.get(HEADER));
    if (athlete === undefined) return sendProblem(response, NO_ATHLETE);
    const ghost = await ghosts.ensure(platform, athlete, decoded(request.get(`${HEADER}-Name`)));
    if (!ghost.ok) return sendProblem(response, REFUSALS[ghost.failure.code]);
    response.locals["ghost"] = ghost.value;
    response.locals["caller"] = ghost.value.user;
    return next();
  };

/** Only behind `requireAthlete`. */
export const ghostOf = (response: Response): Ghost => response.locals["ghost"] as Ghost;

const decoded = (header: string | undefined): string | undefined => {
  try {
    const text = decodeURIComponent(header ?? "").trim();
    return text === "" || text.length > 100 ? undefined : text;
  } catch {
    return undefined;
  }
};
