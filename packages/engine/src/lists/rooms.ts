import type { RoomId, UserId } from "@paceline/protocol";
import { isRoomId, isUserId } from "@paceline/protocol";
import type { RoomRow } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import type { RoomRecord } from "../projection/room-record.ts";

/** Rows already made, so that a message in one room makes one row. */
export type RoomRowCache = WeakMap<RoomRecord, { row: RoomRow; peer: UserId | undefined; club: RoomId | undefined }>;

/** Conversations I am in, newest activity first. `direct`: content of `m.direct`; `complete`: all rooms are known. */
export function roomRows(
  rooms: ReadonlyMap<RoomId, RoomRecord>,
  direct: Content,
  me: UserId,
  cache: RoomRowCache,
  complete: boolean,
): RoomRow[] {
  const peers = peersOf(direct);
  const clubs = clubOfChannel(rooms);
  const shown = [...rooms.values()].filter(({ membership, space }) => membership === "join" && !space);
  shown.sort((a, b) => b.activity - a.activity || (a.id < b.id ? -1 : 1));
  return shown.map((room) => {
    const peer = peers.get(room.id);
    // The space may not have been read yet; until then the channel's own word is taken.
    const club = clubs.get(room.id) ?? (complete ? undefined : room.channel?.club);
    const known = cache.get(room);
    if (known !== undefined && known.peer === peer && known.club === club) return known.row;
    const row = roomRow(room, me, peer, club);
    cache.set(room, { row, peer, club });
    return row;
  });
}

function roomRow(room: RoomRecord, me: UserId, peer: UserId | undefined, clubId: RoomId | undefined): RoomRow {
  const { rights, last, channel } = room;
  return {
    id: room.id,
    kind: peer !== undefined ? "direct" : clubId !== undefined || channel?.club !== undefined ? "channel" : "group",
    name: room.title,
    encrypted: room.encrypted,
    memberCount: room.joined,
    unread: room.unread,
    mentions: room.mentions,
    role: rights.role,
    may: {
      send: rights.send,
      invite: rights.invite,
      remove: rights.kick,
      redactOthers: rights.redact,
      announce: channel?.kind === "announcements" && rights.send && rights.mine >= 50,
      rename: rights.rename,
      picture: rights.picture,
      share: rights.share ?? rights.send,
      letShare: rights.power && rights.everybodyShares === false && channel === undefined && clubId === undefined,
    },
    ...(channel === undefined ? {} : { channel: channel.kind }),
    ...(clubId === undefined ? {} : { clubId }),
    ...(room.topic === undefined ? {} : { topic: room.topic }),
    ...(room.avatar === undefined ? {} : { avatar: room.avatar }),
    ...(peer === undefined ? {} : { peer: room.other ?? peer }),
    ...(last === undefined ? {} : { last: lastOf(last, me) }),
  };
}

const lastOf = ({ preview, sender, senderName, ts }: NonNullable<RoomRecord["last"]>, me: UserId) => ({
  preview,
  sender,
  senderName,
  mine: sender === me,
  ts,
});

/** Room → the person it is a direct chat with (spec, "Direct messaging"). */
export function peersOf(direct: Content): Map<RoomId, UserId> {
  const peers = new Map<RoomId, UserId>();
  for (const [user, rooms] of Object.entries(direct)) {
    if (!isUserId(user) || !Array.isArray(rooms)) continue;
    for (const room of rooms) if (isRoomId(room)) peers.set(room, user);
  }
  return peers;
}

/** Channel → its club: both say so, or a space I am in lists it. */
export function clubOfChannel(rooms: ReadonlyMap<RoomId, RoomRecord>): Map<RoomId, RoomId> {
  const clubs = new Map<RoomId, RoomId>();
  for (const space of rooms.values()) {
    if (!space.space || space.membership !== "join") continue;
    for (const { roomId } of space.children) {
      const child = rooms.get(roomId);
      if (!clubs.has(roomId) || child?.channel?.club === space.id) clubs.set(roomId, space.id);
    }
  }
  return clubs;
}
