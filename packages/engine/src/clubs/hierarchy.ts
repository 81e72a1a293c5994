import { isRoomId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { ClubChannel } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import { path } from "../matrix/http.ts";
import type { Http } from "../matrix/http.ts";
import { record, text } from "../projection/room-state.ts";

export type Child = { readonly roomId: RoomId; readonly via: readonly string[]; readonly summary: Content };

const LIMIT = "100";

/** Rooms of a space that its server shows to me (spec, "Querying a space's hierarchy"). Rejects as the SDK does. */
export async function childrenOf(http: Http, space: RoomId): Promise<Child[]> {
  const answer = await http.call("GET", path("rooms", space, "hierarchy"), {
    prefix: "/_matrix/client/v1",
    query: { max_depth: "1", limit: LIMIT },
  });
  const rooms = (Array.isArray(answer["rooms"]) ? answer["rooms"] : []).map(record);
  const links = rooms.filter(({ room_id: id }) => id === space).flatMap(linksOf);
  return rooms.flatMap((summary) => {
    const { room_id: roomId, room_type: type } = summary;
    if (!isRoomId(roomId) || roomId === space || type === "m.space") return [];
    return [{ roomId, summary, via: links.find(([id]) => id === roomId)?.[1] ?? [] }];
  });
}

function linksOf(space: Content): [unknown, string[]][] {
  const states = Array.isArray(space["children_state"]) ? space["children_state"] : [];
  return states.map(record).map(({ state_key: id, content }) => {
    const via = record(content)["via"];
    return [id, Array.isArray(via) ? via.filter((server) => typeof server === "string") : []];
  });
}

export const unjoinedChannel = ({ roomId, summary }: Child): ClubChannel => ({
  roomId,
  kind: "chat",
  name: text(summary["name"]) ?? text(summary["canonical_alias"]) ?? roomId,
  encrypted: text(summary["encryption"] ?? summary["im.nheko.summary.encryption"]) !== undefined,
  joined: false,
});
