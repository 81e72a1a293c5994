import { NS } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { StateEvent } from "../appservice/homeserver.ts";
import type { Content, RoomState } from "../store/room-store.ts";

/** State that some rule reads, with the part of its content that is kept; everything else is passed over. */
const KEPT: ReadonlyMap<string, (content: Content) => Content> = new Map([
  ["m.room.create", whole],
  ["m.room.name", whole],
  ["m.room.encryption", whole],
  ["m.room.power_levels", whole],
  ["m.room.pinned_events", whole],
  ["m.room.member", ({ membership, displayname }: Content) => ({ membership, displayname })],
  ["m.space.child", whole],
  ["m.space.parent", whole],
  [`${NS}.club`, whole],
  [`${NS}.channel`, whole],
  [`${NS}.roles`, whole],
  [`${NS}.platform`, whole],
  [`${NS}.meetup_index`, whole],
]);

export const keptState = (
  room: RoomId,
  { type, state_key: key, sender, content }: StateEvent,
): RoomState | undefined => {
  const keep = KEPT.get(type);
  return keep && { room, type, key, sender, content: keep(content) };
};

function whole(content: Content): Content {
  return content;
}
