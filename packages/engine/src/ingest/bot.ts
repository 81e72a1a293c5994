import { isUserId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { stateContent, stateEvent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

/**
 * The bridge's account among a room's members, which is nobody to count: in a club of ours it made the rooms, also one of another server; elsewhere it is
 * the one that this account's own server names.
 */
export function botOf(state: RoomState, own: UserId | undefined): UserId | undefined {
  const ours = stateEvent(state, EVENTS.club.type) ?? stateEvent(state, EVENTS.channel.type);
  const ofClub = ours?.type === EVENTS.club.type || stateContent(state, EVENTS.channel.type)["club"] !== undefined;
  const maker = stateEvent(state, "m.room.create")?.sender;
  return ofClub && isUserId(maker) && ours?.sender === maker ? maker : own;
}
