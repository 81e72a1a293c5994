import { isUserId, serverOf } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { MatrixEvent } from "../appservice/transaction.ts";
import { planned } from "./intent.ts";
import type { Planned } from "./intent.ts";

/**
 * Answers an invitation of the bot: it joins, and reads what the room is, where the inviter's server is allowed; else it
 * declines.
 */
export const invitationPlan = (
  event: MatrixEvent,
  bot: UserId,
  allowedServers: readonly string[],
): readonly Planned[] => {
  const invited = event.type === "m.room.member" && event.state_key === bot && event.content["membership"] === "invite";
  if (!invited) return [];
  const room = event.room_id as RoomId;
  const allowed = isUserId(event.sender) && allowedServers.includes(serverOf(event.sender));
  if (!allowed) {
    return [planned(event.event_id, { do: "leave", room, reason: "This bridge serves other homeservers." })];
  }
  return [planned(event.event_id, { do: "join", room }), planned(event.event_id, { do: "learn", room })];
};
