import type { RoomId } from "@paceline/protocol";
import type { RequestRow } from "@paceline/protocol/port";
import type { RoomRecord } from "../projection/room-record.ts";

/**
 * Invites to me, my own knocks, and people who ask to join a club where I may let them in. Whoever asked first stands first, so that one who comes moves no button from under a finger.
 */
export function requestRows(rooms: ReadonlyMap<RoomId, RoomRecord>): RequestRow[] {
  return [...rooms.values()].flatMap(rowsOf).sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
}

function rowsOf(room: RoomRecord): RequestRow[] {
  const { id: roomId, asked, title } = room;
  if (room.membership === "invite" && asked !== undefined) return [inviteRow(room, asked)];
  if (room.membership === "knock" && asked !== undefined)
    return [{ id: `knock:${roomId}`, is: "my-knock", roomId, roomName: title, ts: asked.ts }];
  if (room.membership !== "join" || !room.space || !room.rights.invite) return [];
  return room.knocks.map(({ userId, name, reason, ts }) => ({
    id: `knock:${roomId}:${userId}`,
    is: "knock",
    clubId: roomId,
    clubName: title,
    from: userId,
    fromName: name,
    ts,
    ...(reason === undefined ? {} : { reason }),
  }));
}

function inviteRow(room: RoomRecord, asked: NonNullable<RoomRecord["asked"]>): RequestRow {
  const { from, fromName, reason, direct, ts } = asked;
  return {
    id: `invite:${room.id}`,
    is: "invite",
    roomId: room.id,
    roomName: room.title,
    roomKind: direct ? "direct" : room.space ? "club" : room.parents.length > 0 || room.channel ? "channel" : "group",
    from,
    fromName,
    ts,
    ...(room.avatar === undefined ? {} : { avatar: room.avatar }),
    ...(reason === undefined ? {} : { reason }),
  };
}
