import type { RoomId } from "@paceline/protocol";
import type { ChannelKind } from "@paceline/protocol/events";
import type { Database } from "./database.ts";

export type OwnChannel = {
  readonly room: RoomId;
  readonly space: RoomId;
  readonly kind: ChannelKind;
  /** Place in the club's list, from 0. */
  readonly place: number;
};

/** The channels that the bridge made, by club. */
export interface ChannelStore {
  add(channel: OwnChannel): void;
  /** By place. */
  of(space: RoomId): readonly OwnChannel[];
  /** The club that a space or channel belongs to. */
  spaceOf(room: RoomId): RoomId | undefined;
}

export const createChannelStore = (db: Database): ChannelStore => {
  const add = db.prepare("INSERT OR IGNORE INTO own_channel (room_id, space_id, kind, place) VALUES (?, ?, ?, ?)");
  const of = db.prepare("SELECT room_id, space_id, kind, place FROM own_channel WHERE space_id = ? ORDER BY place");
  const spaceOf = db.prepare("SELECT space_id FROM own_channel WHERE room_id = ? OR space_id = ? LIMIT 1");
  return {
    add: ({ room, space, kind, place }) => void add.run(room, space, kind, place),
    of: (space) =>
      of.all(space).map((row) => ({
        room: String(row["room_id"]) as RoomId,
        space: String(row["space_id"]) as RoomId,
        kind: String(row["kind"]) as ChannelKind,
        place: Number(row["place"]),
      })),
    spaceOf: (room) => spaceOf.get(room, room)?.["space_id"] as RoomId | undefined,
  };
};
