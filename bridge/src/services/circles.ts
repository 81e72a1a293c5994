import { failed, ok } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import { standingIn } from "../mapping/circle.ts";
import type { Known } from "../mapping/known.ts";
import { keptState } from "../mapping/state.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { RoomStore } from "../store/room-store.ts";

/** `NOT_FOUND`: no circle, or one that the caller or the bot is not in. `FORBIDDEN`: somebody else's. */
export type CircleFailure = "NOT_FOUND" | "FORBIDDEN" | "UNREACHABLE";

/** Safety circles that the bot was let into. */
export interface Circles {
  /** Whether this is a circle of the caller's own. Needs the homeserver only where what is known does not say so. */
  own(caller: UserId, room: RoomId): Promise<Result<null, CircleFailure>>;
}

type Parts = {
  readonly db: Database;
  readonly homeserver: Pick<Homeserver, "state">;
  readonly rooms: Pick<RoomStore, "put">;
  readonly known: () => Known;
};

export const createCircles = ({ db, homeserver, rooms, known }: Parts): Circles => ({
  own: async (caller, room) => {
    if (standingIn(known(), room, caller) === "owner") return ok(null);
    // What was told to us may be a moment old: somebody who has just made their circle is not sent away.
    const state = await homeserver.state(room);
    if (!state.ok)
      return state.failure.retry === "never" ? failed("NOT_FOUND", "never") : failed("UNREACHABLE", "later");
    inTransaction(db, () => {
      for (const event of state.value) {
        const kept = keptState(room, event);
        if (kept !== undefined) rooms.put(kept);
      }
    });
    const standing = standingIn(known(), room, caller);
    if (standing === "owner") return ok(null);
    return failed(standing === "contact" ? "FORBIDDEN" : "NOT_FOUND", "never");
  },
});
