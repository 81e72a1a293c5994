import type { RoomId } from "@paceline/protocol";
import { may } from "@paceline/domain";
import type { ClubChannel, ClubRow } from "@paceline/protocol/port";
import type { RoomRecord } from "../projection/room-record.ts";

/** Channels a space lists that I am not in, as its hierarchy describes them; from the server, kept in memory. */
export type UnjoinedChannels = ReadonlyMap<RoomId, readonly ClubChannel[]>;

/** Spaces I am in, by name. */
export function clubRows(rooms: ReadonlyMap<RoomId, RoomRecord>, unjoined: UnjoinedChannels): ClubRow[] {
  const spaces = [...rooms.values()].filter(({ membership, space }) => membership === "join" && space);
  const rows = spaces.map((space) => clubRow(space, rooms, unjoined.get(space.id) ?? []));
  return rows.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function clubRow(space: RoomRecord, rooms: ReadonlyMap<RoomId, RoomRecord>, more: readonly ClubChannel[]): ClubRow {
  const joined = space.children.flatMap(({ roomId }) => {
    const child = rooms.get(roomId);
    return child?.membership === "join" && !child.space ? [child] : [];
  });
  const here = new Set(joined.map(({ id }) => id));
  const sum = (count: (room: RoomRecord) => number): number => joined.reduce((all, room) => all + count(room), 0);
  const { role } = space.rights;
  return {
    id: space.id,
    name: space.title,
    access: space.club?.access ?? "other",
    sports: space.club?.sports ?? [],
    role,
    memberCount: space.joined,
    channels: [...joined.map(channelOf), ...more.filter(({ roomId }) => !here.has(roomId))],
    unread: sum(({ unread }) => unread),
    mentions: sum(({ mentions }) => mentions),
    link: linkTo(space),
    may: {
      invite: space.rights.invite,
      manage: space.club === undefined ? space.rights.power : may(role, "manageChannels"),
      announce: may(role, "announce"),
      picture: space.rights.picture,
    },
    ...(space.topic === undefined ? {} : { topic: space.topic }),
    ...(space.avatar === undefined ? {} : { avatar: space.avatar }),
  };
}

const channelOf = ({ id, channel, title, encrypted }: RoomRecord): ClubChannel => ({
  roomId: id,
  kind: channel?.kind ?? "chat",
  name: title,
  encrypted,
  joined: true,
});

/** Spec, appendix "matrix.to navigation". */
const linkTo = ({ id, via }: RoomRecord): string =>
  `https://matrix.to/#/${encodeURIComponent(id)}?${via.map((server) => `via=${encodeURIComponent(server)}`).join("&")}`;
