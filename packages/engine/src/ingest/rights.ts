import type { UserId } from "@paceline/protocol";
import { BEACON_INFO, isUserId, NS } from "@paceline/protocol";
import type { Role } from "@paceline/protocol/events";
import { everybodysLevel, levelOf, neededFor, neededTo, roleKey, roleOf } from "@paceline/domain";
import type { RoomPower } from "@paceline/domain";
import type { Rights } from "../projection/room-record.ts";
import { stateContent, stateEvent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

const ROLE_TYPE = `${NS}.roles`;

/** What the rules of power need of a room's state. */
export function powerIn(state: RoomState): RoomPower {
  const create = stateEvent(state, "m.room.create");
  const more = create?.content["additional_creators"];
  const creatorsAbove = Number(create?.content["room_version"]) >= 12;
  const creators = [create?.sender, ...(creatorsAbove && Array.isArray(more) ? more : [])].filter(isUserId);
  return { levels: stateEvent(state, "m.room.power_levels")?.content, creators: new Set(creators), creatorsAbove };
}

/** Level of a person in a room; a creator above all levels gets the greatest whole number, so that it can be stored. */
export const powerOf = (state: RoomState, user: UserId): number =>
  Math.min(levelOf(user, powerIn(state)), Number.MAX_SAFE_INTEGER);

/** Role from power; the name in the room's state only tells coach from leader, so nothing else of it is read. */
export function roleIn(state: RoomState, user: UserId): Role {
  const named = stateContent(state, ROLE_TYPE, roleKey(user))["role"];
  return roleOf(powerOf(state, user), named === "coach" ? named : undefined);
}

export function rightsOf(state: RoomState, me: UserId): Rights {
  const power = powerIn(state);
  const mine = powerOf(state, me);
  const encrypted = stateEvent(state, "m.room.encryption") !== undefined;
  const toShare = neededFor(BEACON_INFO, "state", power);
  return {
    mine,
    role: roleIn(state, me),
    send: mine >= neededFor(encrypted ? "m.room.encrypted" : "m.room.message", "message", power),
    invite: mine >= neededTo("invite", power),
    kick: mine >= neededTo("kick", power),
    redact: mine >= neededTo("redact", power),
    rename: mine >= neededFor("m.room.name", "state", power),
    picture: mine >= neededFor("m.room.avatar", "state", power),
    power: mine >= neededFor("m.room.power_levels", "state", power),
    share: mine >= toShare,
    everybodyShares: everybodysLevel(power) >= toShare,
  };
}
