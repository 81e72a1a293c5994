import { isMxcUri, localpart } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { stateContent, text } from "./room-state.ts";
import type { RoomState } from "./room-state.ts";

/** What to call a person in a room. Empty names and odd contents fall back to the id. */
export function nameIn(state: RoomState, user: UserId): string {
  return text(stateContent(state, "m.room.member", user)["displayname"])?.trim() || localpart(user);
}

export const avatarIn = (state: RoomState, user: UserId) => {
  const url = stateContent(state, "m.room.member", user)["avatar_url"];
  return isMxcUri(url) ? url : undefined;
};
