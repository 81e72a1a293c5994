import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { NS } from "@paceline/protocol";
import { isRecord } from "../appservice/transaction.ts";
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
export const isClear = ({ rooms }: Known, room: RoomId): boolean =>
  rooms.state(room, "m.room.create") !== undefined && rooms.state(room, "m.room.encryption") === undefined;

export const isMember = ({ rooms }: Known, room: RoomId, user: UserId): boolean =>
  rooms.state(room, "m.room.member", user)?.content["membership"] === "join";

/** What the room calls a person. */
export const nameOf = ({ rooms }: Known, room: RoomId, user: UserId): string => {
  const name = rooms.state(room, "m.room.member", user)?.content["displayname"];
  return typeof name === "string" && name.trim() !== "" ? name : user;
};

/** Level of a person by `m.room.power_levels`; the creators of a version 12 room stand above it and are not asked about. */
export const levelIn = ({ rooms }: Known, room: RoomId, user: UserId): number => {
  const levels = rooms.state(room, "m.room.power_levels")?.content ?? {};
  const users = isRecord(levels["users"]) ? levels["users"] : {};
  return whole(users[user]) ?? whole(levels["users_default"]) ?? 0;
};

const whole = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) ? value : undefined;

/** Spec, "Redactions": one's own events, or anybody's with the level `redact` (50 where the room does not say). */
export const mayRedact = (known: Known, room: RoomId, sender: UserId, author: UserId): boolean => {
  const needed = whole(known.rooms.state(room, "m.room.power_levels")?.content["redact"]) ?? 50;
  return sender === author || sender === known.bot || levelIn(known, room, sender) >= needed;
};

/** Events of this card that a valid redaction has taken back. */
export const redactedOf = (known: Known, card: EventId): ReadonlySet<EventId> => {
  const facts = new Map(known.cards.facts(card).map((fact) => [fact.eventId, fact]));
  const valid = known.cards.redactions([...facts.keys()]).filter(({ target, sender }) => {
    const fact = facts.get(target);
    return fact !== undefined && mayRedact(known, fact.room, sender, fact.sender);
  });
  return new Set(valid.map(({ target }) => target));
};

/** True where the room is a clear meetups channel that the bot made and keeps. */
export const keepsMeetupsOf = (known: Known, room: RoomId): boolean =>
  isClear(known, room) &&
  known.rooms.state(room, "m.room.create")?.sender === known.bot &&
  known.rooms.state(room, `${NS}.channel`)?.content["kind"] === "meetups";
