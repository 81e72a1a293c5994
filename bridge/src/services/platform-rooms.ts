import { failed, NS, ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import { isClear, isMember } from "../mapping/known.ts";
import type { Known } from "../mapping/known.ts";
import { keptState } from "../mapping/state.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { Ghost } from "../store/ghost-store.ts";
import type { RoomStore } from "../store/room-store.ts";
import type { Ghosts } from "./ghosts.ts";

/**
 * `NOT_FOUND`: no room, or one that the athlete or the bot is not in. `E2EE_ROOM`: end-to-end encrypted, so nothing may be written there. `NOT_A_PLATFORM_ROOM`: clear, and not
 * given to this platform.
 */
export type PlatformRoomFailure = "NOT_FOUND" | "E2EE_ROOM" | "NOT_A_PLATFORM_ROOM" | "UNREACHABLE";

/** Clear rooms in which a platform's athletes take part. */
export interface PlatformRooms {
  /** Whether this athlete may write there now. Accepts an invitation of theirs. Asks the homeserver each time: encryption that was switched on a moment ago counts. */
  enter(ghost: Ghost, room: RoomId): Promise<Result<null, PlatformRoomFailure>>;
  /** The same by what was last heard, for what cannot wait for the homeserver and is looked at once more when it is sent. */
  mayEnter(ghost: Ghost, room: RoomId): boolean;
}

type Parts = {
  readonly db: Database;
  readonly homeserver: Pick<Homeserver, "state" | "stateContent">;
  readonly ghosts: Pick<Ghosts, "as">;
  readonly rooms: Pick<RoomStore, "put">;
  readonly known: () => Known;
};

export const createPlatformRooms = ({ db, homeserver, ghosts, rooms, known }: Parts): PlatformRooms => {
  const read = async (room: RoomId): Promise<Result<null, PlatformRoomFailure>> => {
    const state = await homeserver.state(room);
    if (!state.ok)
      return state.failure.retry === "never" ? failed("NOT_FOUND", "never") : failed("UNREACHABLE", "later");
    inTransaction(db, () => {
      for (const event of state.value) {
        const kept = keptState(room, event);
        if (kept !== undefined) rooms.put(kept);
      }
    });
    return ok(null);
  };

  const membershipOf = ({ user }: Ghost, room: RoomId): unknown =>
    known().rooms.state(room, "m.room.member", user)?.content["membership"];
  const isIn = (ghost: Ghost, room: RoomId): boolean =>
    isMember(known(), room, known().bot) && ["join", "invite"].includes(String(membershipOf(ghost, room)));
  const isOurs = ({ platform }: Ghost, room: RoomId): boolean =>
    known().rooms.state(room, `${NS}.platform`)?.content["platform"] === platform;

  const isEncrypted = async (room: RoomId): Promise<Result<boolean, PlatformRoomFailure>> => {
    const encryption = await homeserver.stateContent(room, "m.room.encryption", "");
    if (encryption.ok) return ok(true);
    return encryption.failure.code === "NOT_FOUND" ? ok(false) : failed("UNREACHABLE", "later");
  };

  const join = async (ghost: Ghost, room: RoomId): Promise<Result<null, PlatformRoomFailure>> => {
    const joined = await ghosts.as(ghost.user).join(room);
    if (joined.ok) return read(room);
    return joined.failure.retry === "never" ? failed("NOT_FOUND", "never") : failed("UNREACHABLE", "later");
  };

  return {
    enter: async (ghost, room) => {
      if (!isIn(ghost, room) || !isOurs(ghost, room)) {
        // What was told to us may be a moment old.
        const fresh = await read(room);
        if (!fresh.ok) return fresh;
        if (!isIn(ghost, room)) return failed("NOT_FOUND", "never");
      }
      const encrypted = await isEncrypted(room);
      if (!encrypted.ok) return encrypted;
      if (encrypted.value) return failed("E2EE_ROOM", "never");
      if (!isOurs(ghost, room)) return failed("NOT_A_PLATFORM_ROOM", "never");
      return membershipOf(ghost, room) === "join" ? ok(null) : join(ghost, room);
    },
    mayEnter: (ghost, room) =>
      isMember(known(), room, ghost.user) && isIn(ghost, room) && isOurs(ghost, room) && isClear(known(), room),
  };
};
