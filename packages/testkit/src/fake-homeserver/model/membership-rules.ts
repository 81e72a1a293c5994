import { forbidden, invalidParam } from "./errors.ts";
import { objectOf, textOf } from "./event.ts";
import { levelFor, levelOf } from "./power-levels.ts";
import type { Room } from "./room.ts";

/** What the rules need to know beyond the room itself. */
export type OtherRooms = { readonly isJoined: (roomId: string, userId: string) => boolean };

export type Change = { readonly sender: string; readonly target: string; readonly membership: string };

/** Throws when the change of membership is not allowed (spec v1.16, "Authorization rules", `m.room.member`). */
export function checkMembership(room: Room, change: Change, others: OtherRooms): void {
  const { sender, target, membership } = change;
  const before = room.membership(target);
  if (membership === "join") return checkJoin(room, sender, target, before, others);
  if (membership === "knock") return checkKnock(room, sender, target, before);
  if (membership === "leave" && sender === target) {
    if (["join", "invite", "knock", "leave"].includes(before)) return;
    throw forbidden("You cannot leave a room that you are banned from");
  }
  if (room.membership(sender) !== "join") throw forbidden(`User ${sender} not in room ${room.id}`);
  const own = levelOf(room, sender);
  if (membership === "invite") {
    if (before === "ban") throw forbidden(`${target} is banned from the room`);
    if (before === "join") throw forbidden(`${target} is already in the room.`);
    if (own < levelFor(room, "invite")) throw forbidden("You don't have permission to invite users");
    return;
  }
  if (membership === "ban") {
    if (own < levelFor(room, "ban") || levelOf(room, target) >= own)
      throw forbidden("You don't have permission to ban");
    return;
  }
  if (membership !== "leave") throw invalidParam(`Invalid membership ${membership}`);
  if (before === "ban" && own < levelFor(room, "ban")) throw forbidden("You cannot unban this user.");
  if (own < levelFor(room, "kick") || levelOf(room, target) >= own) throw forbidden(`You cannot kick user ${target}.`);
}

function checkJoin(room: Room, sender: string, target: string, before: string, others: OtherRooms): void {
  if (sender !== target) throw forbidden("Cannot force another user to join.");
  if (before === "ban") throw forbidden("You are banned from this room");
  if (before === "join" || before === "invite") return;
  const creating = room.events.length === 1 && room.state("m.room.create")?.sender === sender;
  if (creating) return;
  const rules = room.stateContent("m.room.join_rules");
  const rule = textOf(rules["join_rule"]) ?? "invite";
  if (rule === "public") return;
  if ((rule === "restricted" || rule === "knock_restricted") && isInAllowed(rules["allow"], sender, others)) return;
  throw forbidden(
    rule.includes("restricted")
      ? "You do not belong to any of the required rooms/spaces to join this room."
      : "You are not invited to this room.",
  );
}

function checkKnock(room: Room, sender: string, target: string, before: string): void {
  if (sender !== target) throw forbidden("You cannot knock for other users");
  const rule = textOf(room.stateContent("m.room.join_rules")["join_rule"]) ?? "invite";
  if (rule !== "knock" && rule !== "knock_restricted") throw forbidden("You don't have permission to knock");
  if (before === "ban") throw forbidden("You are banned from this room");
  if (before === "join" || before === "invite") throw forbidden("You cannot knock on a room you are in or invited to.");
}

export function isInAllowed(allow: unknown, userId: string, others: OtherRooms): boolean {
  if (!Array.isArray(allow)) return false;
  return allow.some((entry) => {
    const { type, room_id: roomId } = objectOf(entry);
    return type === "m.room_membership" && typeof roomId === "string" && others.isJoined(roomId, userId);
  });
}

/** True when the user may read the event (spec v1.16, "Room history visibility"). */
export function canSee(
  room: Room,
  userId: string,
  event: { readonly index: number; readonly visibility: string },
): boolean {
  if (event.visibility === "world_readable") return true;
  const then = room.membershipAt(userId, event.index);
  if (then === "join") return true;
  if (event.visibility === "shared") return room.joined.has(userId);
  return event.visibility === "invited" && then === "invite";
}
