import type { RoomId } from "@paceline/protocol";
import { joinClub } from "../clubs/membership.ts";
import type { ClubParts } from "../clubs/membership.ts";
import type { RoomRecord } from "../projection/room-record.ts";

/**
 * Invitations that answer something this person already said: to a space they asked to join, and to channels of a club they are in. Everything else waits for them.
 * `before`: memberships as they were at the end of the last sync.
 */
export function expectedInvites(
  rooms: ReadonlyMap<RoomId, RoomRecord>,
  before: ReadonlyMap<RoomId, RoomRecord["membership"]>,
): readonly RoomRecord[] {
  const joined = [...rooms.values()].filter(({ space, membership }) => space && membership === "join");
  const channels = new Set(joined.flatMap(({ children }) => children.map(({ roomId }) => roomId)));
  return [...rooms.values()].filter(
    ({ id, membership }) => membership === "invite" && (before.get(id) === "knock" || channels.has(id)),
  );
}

/** Accepts what was expected, one after the other. */
export async function acceptExpected(parts: ClubParts, invites: readonly RoomRecord[]): Promise<void> {
  for (const { id, space } of invites) await (space ? joinClub(parts, id, []) : parts.sharing.join(id, []));
}
