import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { MeetupRow } from "@paceline/protocol/port";
import type { Dossier } from "../meetups/dossier.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { stateEvent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

type Rooms = ReadonlyMap<RoomId, RoomRecord>;

/** The room that a meetup's card names, where that room names the card too: neither a card nor a room alone makes one. */
export function companionOf({ id, now }: Dossier, rooms: Rooms): RoomRecord | undefined {
  const named = now.meetup.companion_room;
  const room = named === undefined ? undefined : rooms.get(named);
  return room?.membership === "join" && isFor(room, id) ? room : undefined;
}

/** How the meetup's room is shown to me. Before I am in it, all that is known is that the card names it. */
export function companionRow({ now }: Dossier, rooms: Rooms): MeetupRow["room"] {
  const id = now.meetup.companion_room;
  if (id === undefined) return undefined;
  const membership = rooms.get(id)?.membership;
  const standing =
    membership === "join" ? "in" : membership === "invite" ? "invited" : membership === "leave" ? "left" : "away";
  return { id, standing };
}

/** Rooms I am in that say they belong to this card, whoever made them. */
export const claiming = (rooms: Rooms, card: EventId): readonly RoomRecord[] =>
  [...rooms.values()]
    .filter((room) => room.membership === "join" && isFor(room, card))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** By its own word. */
export const isFor = ({ channel, encrypted }: RoomRecord, card: EventId): boolean =>
  channel?.kind === "meetup" && channel.card === card && encrypted;

/** I made it, so I may finish what a crash interrupted, and leave it when another one counts. */
export const isMade = (state: RoomState, by: UserId): boolean => stateEvent(state, "m.room.create")?.sender === by;
