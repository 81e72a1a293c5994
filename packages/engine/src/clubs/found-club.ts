import { isMxcUri, isRoomId } from "@paceline/protocol";
import type { FoundClub } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import type { Projection } from "../projection/projection.ts";
import { text, whole } from "../projection/room-state.ts";

/** A public or previewed space (spec, "Published room directory", room summaries), with how I stand to it. */
export function foundClub(summary: Content, via: readonly string[], projection: Projection): FoundClub | undefined {
  const { room_id: roomId, avatar_url: avatar } = summary;
  if (!isRoomId(roomId)) return undefined;
  const rule = text(summary["join_rule"]) ?? "public";
  const topic = text(summary["topic"]);
  const membership = projection.rooms.get(roomId)?.membership;
  const standings = { join: "member", invite: "invited", knock: "asked", leave: "none" } as const;
  return {
    roomId,
    name: text(summary["name"]) ?? text(summary["canonical_alias"]) ?? roomId,
    memberCount: whole(summary["num_joined_members"]) ?? 0,
    standing: membership === undefined ? "none" : standings[membership],
    access: rule === "public" ? "open" : rule.startsWith("knock") ? "ask" : "closed",
    via,
    ...(topic === undefined ? {} : { topic }),
    ...(isMxcUri(avatar) ? { avatar } : {}),
  };
}

export type RoomLink = { readonly room: string; readonly via: readonly string[] };

/** What a person pasted: matrix.to or matrix: link, room id or alias (spec, appendix "URIs"). */
export function readLink(link: string): RoomLink | undefined {
  const typed = link.trim();
  if (/^[!#][^\s?]+$/.test(typed)) return { room: typed, via: serversOf(typed) };
  const url = URL.parse(typed);
  if (url?.hostname === "matrix.to" && url.hash.startsWith("#/")) {
    const [target = "", query = ""] = url.hash.slice(2).split("?");
    return named(decoded(target.split("/")[0] ?? ""), new URLSearchParams(query));
  }
  if (url?.protocol !== "matrix:") return undefined;
  const [kind, id = ""] = url.pathname.split("/");
  const sigil = kind === "r" ? "#" : kind === "roomid" ? "!" : undefined;
  return sigil === undefined ? undefined : named(`${sigil}${decoded(id)}`, url.searchParams);
}

function named(room: string, query: URLSearchParams): RoomLink | undefined {
  if (!/^[!#][^\s]+$/.test(room)) return undefined;
  const via = query.getAll("via");
  return { room, via: via.length > 0 ? via : serversOf(room) };
}

const serversOf = (room: string): string[] => (room.includes(":") ? [room.slice(room.indexOf(":") + 1)] : []);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
