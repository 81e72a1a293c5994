import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { PlainTracker } from "@paceline/protocol/http";
import { digest } from "../appservice/token.ts";
import { readForeign } from "../mapping/foreign-fixes.ts";
import type { OwnTracker } from "../store/tracker-store.ts";
import type { Ghosts } from "./ghosts.ts";
import type { ShareFailure, Shares } from "./shares.ts";

/** `UNREADABLE`: nothing that this kind of tracker sends, or sealed. */
export type PlainFixFailure = ShareFailure | "UNREADABLE";

/** Positions that trackers post in the clear, into the platform room of an athlete, as that athlete's live share. */
export interface PlainFixes {
  /** `fields`: form and query. The same positions are sent once. */
  take(
    tracker: OwnTracker,
    kind: PlainTracker,
    body: unknown,
    fields: Record<string, unknown>,
  ): Promise<Result<null, PlainFixFailure>>;
}

type Parts = { readonly ghosts: Pick<Ghosts, "get">; readonly shares: Shares; readonly now: () => number };

/** A tracker's share begins with a position and is begun anew after this. */
const SHARE_MS = 4 * 60 * 60_000;

export const createPlainFixes = ({ ghosts, shares, now }: Parts): PlainFixes => ({
  take: async ({ user, room, number }, kind, body, fields) => {
    const ghost = ghosts.get(user);
    if (ghost === undefined) return failed("NOT_FOUND", "never");
    const fixes = readForeign(kind, body, fields, now());
    if (fixes === undefined) return failed("UNREADABLE", "never");
    const [first, ...rest] = fixes;
    if (first === undefined) return ok(null);
    const running = shares.running(ghost).find((share) => share.room === room);
    const share = running ? ok(running) : await shares.start(ghost, `tracker-${number}-${now()}`, room, SHARE_MS);
    if (!share.ok) return share;
    const cause = digest(JSON.stringify([number, fixes])).toString("base64url");
    const sent = await shares.report(ghost, share.value.id, [first, ...rest], cause);
    return sent.ok ? ok(null) : sent;
  },
});
