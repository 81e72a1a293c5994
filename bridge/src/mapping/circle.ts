import { ROLE_LEVELS } from "@paceline/domain";
import { NS } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { isMember } from "./known.ts";
import type { Known } from "./known.ts";
import { levelIn } from "./power.ts";

/** What a person is in a safety circle that the bot is in too; `none` also where the room is no such circle. */
export const standingIn = (known: Known, room: RoomId, user: UserId): "owner" | "contact" | "none" => {
  const isCircle = known.rooms.state(room, `${NS}.channel`)?.content["kind"] === "circle";
  if (!isCircle || !isMember(known, room, known.bot) || !isMember(known, room, user)) return "none";
  return levelIn(known, room, user) >= ROLE_LEVELS.owner ? "owner" : "contact";
};

/** Whom an alert of this athlete is for: everybody who has joined, the athlete and the bot aside. */
export const contactsOf = (known: Known, room: RoomId, athlete: UserId): readonly UserId[] =>
  known.rooms
    .states(room, "m.room.member")
    .filter(({ content }) => content["membership"] === "join")
    .map(({ key }) => key as UserId)
    .filter((user) => user !== athlete && user !== known.bot);
