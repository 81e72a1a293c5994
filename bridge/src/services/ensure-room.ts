import { failed, ok, serverOf } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import type { Homeserver } from "../appservice/homeserver.ts";
import type { HomeserverCode } from "../appservice/request.ts";

type Wanted = {
  readonly aliasName: string;
  /** Body of `POST /createRoom` without the alias. */
  readonly request: object;
  /** A state type that the room has from its first moment on; a room without it was never finished. */
  readonly marker: string;
};

const TRIES = 3;

/**
 * The one room under an alias: made now, or by an earlier try that did not live to tell. The homeserver ties alias and
 * room together before it fills the room, so a room that lacks its marker is the rest of a homeserver's own crash: it
 * loses the alias and another is made.
 */
export const ensureRoom = async (
  homeserver: Homeserver,
  bot: UserId,
  { aliasName, request, marker }: Wanted,
): Promise<Result<RoomId, HomeserverCode>> => {
  const alias = `#${aliasName}:${serverOf(bot)}`;
  for (let tries = 0; tries < TRIES; tries++) {
    const created = await homeserver.createRoom({ ...request, room_alias_name: aliasName });
    if (created.ok || created.failure.code !== "TAKEN") return created;

    const found = await homeserver.roomOfAlias(alias);
    if (!found.ok) {
      if (found.failure.code === "NOT_FOUND") continue;
      return found;
    }
    const marked = await homeserver.stateContent(found.value, marker, "");
    if (marked.ok) return ok(found.value);
    if (marked.failure.retry !== "never") return marked;
    const freed = await homeserver.removeAlias(alias);
    if (!freed.ok && freed.failure.code !== "NOT_FOUND") return freed;
  }
  return failed("TAKEN", "later", "ALIAS_KEEPS_CHANGING");
};
