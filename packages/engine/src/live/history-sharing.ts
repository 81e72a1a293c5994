import type { MatrixClient } from "matrix-js-sdk";
import { failed, isRoomId, ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Answer } from "../commands/handlers.ts";
import type { CryptoRooms } from "../matrix/crypto-rooms.ts";
import { hasCrossSignedDevice } from "../crypto-setup/cross-signed.ts";
import { isCrossSigned } from "../crypto-setup/evidence.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import { arrivalOf } from "./arrival.ts";
import type { Projection } from "../projection/projection.ts";
import { stateContent } from "../projection/room-state.ts";

/** Inviting and joining, with the keys of what was said before (MSC4268). */
export interface Sharing {
  /**
   * Shares earlier keys with the person's devices and invites them. `historyShared` is false where there was something to share and it could not be: this device or
   * theirs are not cross-signed, or the room keeps its past from newcomers.
   */
  invite(room: RoomId, user: UserId, reason?: string): Answer<{ historyShared: boolean }>;
  /** Joins, and takes in keys that the inviter shared. */
  join(room: string, via: readonly string[], reason?: string): Answer<null>;
}

export function createSharing(http: Http, rooms: CryptoRooms, client: MatrixClient, projection: Projection): Sharing {
  /** Whether the SDK would share at all; it says nothing where it does not. */
  async function canShare(room: RoomId, user: UserId): Promise<boolean> {
    const visibility = stateContent(await projection.state(room), "m.room.history_visibility")["history_visibility"];
    if (visibility !== "shared" && visibility !== "world_readable" && visibility !== undefined) return false;
    return (await isCrossSigned(client)) && hasCrossSignedDevice(http, user);
  }

  return {
    async invite(room, user, reason) {
      try {
        const encrypted = projection.rooms.get(room)?.encrypted === true;
        const shares = encrypted && (await canShare(room, user));
        if (shares) {
          await rooms.ensure(room);
          await rooms.crypto.shareRoomHistoryWithUser(room, user);
        }
        const body = { user_id: user, ...(reason === undefined ? {} : { reason }) };
        await http.call("POST", path("rooms", room, "invite"), { body });
        return ok({ historyShared: shares || !encrypted });
      } catch (error) {
        const failure = failureOf(error);
        const member = failure.failure.code === "forbidden" && isMember(projection, room, user);
        return (await member) ? failed("already-member", "never") : failure;
      }
    },
    async join(room, via, reason) {
      const inviter = isRoomId(room) ? projection.rooms.get(room)?.asked : undefined;
      const invited = isRoomId(room) && projection.rooms.get(room)?.membership === "invite";
      try {
        const query = via.length === 0 ? {} : { via: [...via].slice(0, 3), server_name: [...via].slice(0, 3) };
        const body = reason === undefined ? {} : { reason };
        const answer = await http.call("POST", path("join", room), { query, body });
        const id = answer["room_id"];
        if (!isRoomId(id)) return failed("internal", "never", "answer without room id");
        if (invited && inviter !== undefined) {
          await rooms.crypto.markRoomAsPendingKeyBundle(id, inviter.from);
          void rooms.crypto.maybeAcceptKeyBundle(id, inviter.from).catch(() => undefined);
        }
        await arrivalOf(projection, id);
        return ok(null);
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

async function isMember(projection: Projection, room: RoomId, user: UserId): Promise<boolean> {
  return stateContent(await projection.state(room), "m.room.member", user)["membership"] === "join";
}
