import { NS } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { CardStore } from "../store/card-store.ts";
import type { RoomStore } from "../store/room-store.ts";

/** What a mapping may look at. `now`: milliseconds since 1970. */
export type Known = {
  readonly rooms: Pick<RoomStore, "state" | "states" | "roomsWith">;
  readonly cards: Pick<CardStore, "facts" | "fact" | "cards" | "redactions">;
  readonly bot: UserId;
  readonly now: number;
};

/** A room whose beginning is known and that has no encryption. Of an unknown room we assume that it is encrypted. */
export const isClear = (known: Known, room: RoomId): boolean =>
  known.rooms.state(room, "m.room.create") !== undefined && !isEncrypted(known, room);

/** A room of which we know that it is encrypted. */
export const isEncrypted = ({ rooms }: Known, room: RoomId): boolean =>
  rooms.state(room, "m.room.encryption") !== undefined;

export const isMember = ({ rooms }: Known, room: RoomId, user: UserId): boolean =>
  rooms.state(room, "m.room.member", user)?.content["membership"] === "join";

/** What the room calls a person. */
export const nameOf = ({ rooms }: Known, room: RoomId, user: UserId): string => {
  const name = rooms.state(room, "m.room.member", user)?.content["displayname"];
  return typeof name === "string" && name.trim() !== "" ? name : user;
};

/** True where the room is a clear meetups channel that the bot made and keeps. */
export const keepsMeetupsOf = (known: Known, room: RoomId): boolean =>
  isClear(known, room) &&
  known.rooms.state(room, "m.room.create")?.sender === known.bot &&
  known.rooms.state(room, `${NS}.channel`)?.content["kind"] === "meetups";
