import { clubRepairs, ROLE_LEVELS, roleKey, roleOf } from "@paceline/domain";
import type { KnownClub } from "@paceline/domain";
import { isUserId, NS, serverOf } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { ROLES } from "@paceline/protocol/events";
import type { Role } from "@paceline/protocol/events";
import type { ClubAnswer } from "@paceline/protocol/http";
import { isRecord } from "../appservice/transaction.ts";
import type { OwnChannel } from "../store/channel-store.ts";
import { planned } from "./intent.ts";
import type { Planned } from "./intent.ts";
import type { Known } from "./known.ts";
import { levelIn } from "./power.ts";

/** State whose change can put a club out of line. */
const SHARED: ReadonlySet<string> = new Set([
  "m.room.power_levels",
  "m.space.child",
  "m.space.parent",
  `${NS}.roles`,
  `${NS}.channel`,
]);
export const isSharedState = (type: string): boolean => SHARED.has(type);

/** What brings a club's rooms back in line; `cause` tells one occasion from another. */
export const repairPlan = (
  known: Known,
  space: RoomId,
  channels: readonly OwnChannel[],
  cause: string,
): readonly Planned[] => {
  const named = roleKeys(known, space);
  const club: KnownClub = {
    space: { room: space, state: stateIn(known, space) },
    channels: channels
      // A channel that the bot was made to leave is out of its hands.
      .filter(({ room }) => known.rooms.state(room, "m.room.create") !== undefined)
      .map(({ room, kind }) => ({
        room,
        kind,
        state: stateIn(known, room),
        named: [...new Set([...named, ...roleKeys(known, room)])],
      })),
    bot: known.bot,
    via: serverOf(known.bot),
  };
  return clubRepairs(club).map((change) => planned(cause, change));
};

const stateIn =
  ({ rooms }: Known, room: RoomId): KnownClub["space"]["state"] =>
  (type, key) =>
    rooms.state(room, type, key)?.content;

const roleKeys = ({ rooms }: Known, room: RoomId): readonly string[] =>
  rooms.states(room, `${NS}.roles`).map(({ key }) => key);

/** Members, and those who were invited: an owner may act before their client has joined. */
export const isInClub = ({ rooms }: Known, space: RoomId, user: UserId): boolean => {
  const membership = rooms.state(space, "m.room.member", user)?.content["membership"];
  return membership === "join" || membership === "invite";
};

/** Role of a person by what is known of the space; `guest` who has no level there and is not in it. */
export const roleIn = (known: Known, space: RoomId, user: UserId): Role => {
  const name = known.rooms.state(space, `${NS}.roles`, roleKey(user))?.content["role"];
  return roleOf(
    levelIn(known, space, user),
    ROLES.find((role) => role === name),
    isInClub(known, space, user),
  );
};

/** Everybody whom the space gives a role above member, the bot aside. */
export const peopleOf = (known: Known, space: RoomId): ReadonlyMap<UserId, Role> => {
  const users = known.rooms.state(space, "m.room.power_levels")?.content["users"];
  const listed = isRecord(users) ? Object.keys(users).filter(isUserId) : [];
  const people = listed.filter((user) => user !== known.bot && levelIn(known, space, user) > 0);
  return new Map(people.map((user) => [user, roleIn(known, space, user)]));
};

/** A club as it is known now; `undefined` where the room is no club. */
export const clubOf = (known: Known, space: RoomId, channels: readonly OwnChannel[]): ClubAnswer | undefined => {
  const club = known.rooms.state(space, `${NS}.club`)?.content;
  const owner = [...peopleOf(known, space).keys()].find((user) => levelIn(known, space, user) >= ROLE_LEVELS.owner);
  if (club === undefined || owner === undefined) return undefined;
  return {
    space_id: space,
    name: nameIn(known, space),
    access: club["access"] === "open" ? "open" : "private",
    owner,
    channels: channels
      .filter((channel) => isLinked(known, channel))
      .map(({ room, kind }) => ({
        room_id: room,
        kind,
        name: nameIn(known, room),
        encrypted: known.rooms.state(room, "m.room.encryption") !== undefined,
      })),
  };
};

/** A child without `via` was taken out of its space (spec, "m.space.child"). */
const isLinked = ({ rooms }: Known, { space, room }: OwnChannel): boolean =>
  Array.isArray(rooms.state(space, "m.space.child", room)?.content["via"]);

const nameIn = ({ rooms }: Known, room: RoomId): string => {
  const name = rooms.state(room, "m.room.name")?.content["name"];
  return typeof name === "string" ? name : "";
};
