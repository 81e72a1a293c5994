import { NS } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { ChannelKind, Role } from "@paceline/protocol/events";
import { ACTION_LEVELS, ROLE_LEVELS } from "./may.ts";

/** A room of a club: its space, or a channel of this kind. */
export type ClubRoomKind = "space" | ChannelKind;
export type RoomVersion = "11" | "12";

/** Content of `m.room.power_levels` as Paceline writes it (spec, "m.room.power_levels"). */
export type PowerLevels = {
  readonly users: Readonly<Record<UserId, number>>;
  readonly users_default: number;
  readonly events: Readonly<Record<string, number>>;
  readonly events_default: number;
  readonly state_default: number;
  readonly invite: number;
  readonly kick: number;
  readonly ban: number;
  readonly redact: number;
  readonly notifications: { readonly room: number };
};

/** Level of the bot in version 11 rooms, above every owner, so that it can carry out a handover. */
export const BOT_LEVEL = 150;

export type PowerLevelsInput = {
  readonly kind: ClubRoomKind;
  readonly access: "open" | "private";
  readonly version: RoomVersion;
  readonly bot: UserId;
  /** Everybody with a role above member. */
  readonly people: ReadonlyMap<UserId, Role>;
};

/**
 * The whole content: a `power_level_content_override` replaces the server's `events` map, so nothing is left to its defaults. A version 12 room has
 * its creator (the bot) above all levels and refuses to see it in `users` (MSC4289).
 */
export function clubPowerLevels({ kind, access, version, bot, people }: PowerLevelsInput): PowerLevels {
  const users = [...people].filter(([user, role]) => user !== bot && ROLE_LEVELS[role] > 0);
  return {
    users: Object.fromEntries([
      ...(version === "11" ? [[bot, BOT_LEVEL] as const] : []),
      ...users.map(([user, role]) => [user, ROLE_LEVELS[role]] as const),
    ]),
    users_default: 0,
    events: { ...EVENTS, ...OF_KIND[kind] },
    events_default: EVENTS_DEFAULT[kind],
    state_default: ACTION_LEVELS.manageChannels,
    invite: access === "private" ? ACTION_LEVELS.admit : 0,
    kick: ACTION_LEVELS.remove,
    ban: ACTION_LEVELS.ban,
    redact: ACTION_LEVELS.redactOthers,
    notifications: { room: ACTION_LEVELS.announce },
  };
}

const EVENTS: Readonly<Record<string, number>> = {
  "m.room.power_levels": ACTION_LEVELS.ownClub,
  "m.room.join_rules": ACTION_LEVELS.ownClub,
  "m.room.history_visibility": ACTION_LEVELS.ownClub,
  "m.room.encryption": ACTION_LEVELS.ownClub,
  "m.room.server_acl": ACTION_LEVELS.ownClub,
  // The default of version 12 is 150: then only the bot could close a club.
  "m.room.tombstone": ACTION_LEVELS.ownClub,
  "m.room.name": ACTION_LEVELS.rename,
  "m.room.avatar": ACTION_LEVELS.rename,
  "m.room.topic": ACTION_LEVELS.rename,
  "m.room.pinned_events": ACTION_LEVELS.pin,
  [`${NS}.club`]: ACTION_LEVELS.manageChannels,
  [`${NS}.channel`]: ACTION_LEVELS.manageChannels,
  [`${NS}.roles`]: ACTION_LEVELS.manageChannels,
  [`${NS}.meetup_index`]: ACTION_LEVELS.pin,
};

/** Where only some may write, everybody may still react and take their own reaction back. */
const REACT: Readonly<Record<string, number>> = { "m.reaction": 0, "m.room.redaction": 0 };
/** Positions are shared by state with one's own id as key (MSC3672), so members need the level for it. */
const BEACONS: Readonly<Record<string, number>> = {
  "org.matrix.msc3672.beacon_info": 0,
  "org.matrix.msc3672.beacon": 0,
  "m.beacon_info": 0,
};
/**
 * `events` of a chat among people: the defaults of servers (an override replaces them all), and whoever is in it may share where they are.
 */
export const CHAT_EVENT_LEVELS: Readonly<Record<string, number>> = {
  "m.room.power_levels": 100,
  "m.room.history_visibility": 100,
  "m.room.encryption": 100,
  "m.room.server_acl": 100,
  "m.room.tombstone": 100,
  "m.room.name": 50,
  "m.room.avatar": 50,
  "m.room.topic": 50,
  "m.room.canonical_alias": 50,
  ...BEACONS,
};

/** These levels, with which whoever is in the room may share where they are; everything else stays. Other clients make rooms that let moderators alone do it. */
export function lettingShare(levels: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { events } = levels;
  return { ...levels, events: { ...(typeof events === "object" ? events : {}), ...BEACONS } };
}

const OF_KIND: Readonly<Record<ClubRoomKind, Readonly<Record<string, number>>>> = {
  space: {},
  announcements: REACT,
  chat: BEACONS,
  meetups: {},
  forum: {},
  meetup: BEACONS,
  circle: BEACONS,
};
/** Nobody talks in a space; announcements are for those who may announce. */
const EVENTS_DEFAULT: Readonly<Record<ClubRoomKind, number>> = {
  space: ACTION_LEVELS.ownClub,
  announcements: ACTION_LEVELS.announce,
  chat: 0,
  meetups: 0,
  forum: 0,
  meetup: 0,
  circle: 0,
};
