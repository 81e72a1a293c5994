import { ok } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Answer } from "../commands/handlers.ts";
import type { Sharing } from "../live/history-sharing.ts";
import { failureOf } from "../matrix/failures.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { childrenOf } from "./hierarchy.ts";

export type ClubParts = { readonly http: Http; readonly projection: Projection; readonly sharing: Sharing };

/** Joins a space, then every channel of it that lets me in. A channel that does not is left out: it can be joined later. */
export async function joinClub({ http, sharing }: ClubParts, space: RoomId, via: readonly string[]): Answer<null> {
  const joined = await sharing.join(space, via);
  if (!joined.ok) return joined;
  try {
    for (const child of await childrenOf(http, space)) await sharing.join(child.roomId, child.via);
    return ok(null);
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * Invites into each encrypted channel first, with its keys, and into the space last: who gets in joins the channels at once, and must find the invitations that
 * the keys came with. Channels that everybody of the club can join and read need none.
 */
export async function admit(
  { projection, sharing }: ClubParts,
  space: RoomId,
  user: UserId,
): Answer<{ historyShared: boolean }> {
  let historyShared = true;
  for (const { roomId } of projection.rooms.get(space)?.children ?? []) {
    const channel = projection.rooms.get(roomId);
    if (channel?.membership !== "join" || !channel.encrypted || !channel.rights.invite) continue;
    const invited = await sharing.invite(roomId, user);
    if (invited.ok) historyShared &&= invited.value.historyShared;
    else if (invited.failure.code !== "already-member") return invited;
  }
  const invited = await sharing.invite(space, user);
  return invited.ok ? ok({ historyShared }) : invited;
}

/** Leaves the channels and then the space. */
export async function leaveClub({ http, projection }: ClubParts, space: RoomId): Answer<null> {
  const channels = (projection.rooms.get(space)?.children ?? []).map(({ roomId }) => roomId);
  const mine = channels.filter((id) => projection.rooms.get(id)?.membership === "join");
  try {
    for (const room of [...mine, space]) await http.call("POST", path("rooms", room, "leave"), { body: {} });
    return ok(null);
  } catch (error) {
    return failureOf(error);
  }
}
