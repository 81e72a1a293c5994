import { textOf, type Content } from "./event.ts";
import { isInAllowed } from "./membership-rules.ts";
import type { Directory } from "./directory.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import { forbidden } from "./errors.ts";

/** A room as strangers see it in directories and hierarchies. */
export function describeRoom(room: Room, directory: Directory): Content {
  const text = (type: string, key: string): string | undefined => textOf(room.stateContent(type)[key]);
  const rules = room.stateContent("m.room.join_rules");
  const fields: Content = {
    room_id: room.id,
    name: text("m.room.name", "name"),
    topic: text("m.room.topic", "topic"),
    avatar_url: text("m.room.avatar", "url"),
    canonical_alias:
      text("m.room.canonical_alias", "alias") ?? [...directory.aliases].find(([, id]) => id === room.id)?.[0],
    room_type: text("m.room.create", "type"),
    num_joined_members: room.joined.size,
    join_rule: textOf(rules["join_rule"]) ?? "invite",
    world_readable: text("m.room.history_visibility", "history_visibility") === "world_readable",
    guest_can_join: text("m.room.guest_access", "guest_access") === "can_join",
    room_version: room.version,
    encryption: text("m.room.encryption", "algorithm"),
    "im.nheko.summary.room_version": room.version,
    allowed_room_ids: Array.isArray(rules["allow"])
      ? rules["allow"].map((entry) => textOf((entry as Content)["room_id"]))
      : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Whether somebody may know of the room: members and invited, everybody where one can knock, join or read, and members of an allowed room. */
export function mayKnow(rooms: Rooms, room: Room, userId: string): boolean {
  if (room.joined.has(userId) || room.invited.has(userId)) return true;
  if (room.stateContent("m.room.history_visibility")["history_visibility"] === "world_readable") return true;
  const rules = room.stateContent("m.room.join_rules");
  const rule = textOf(rules["join_rule"]) ?? "invite";
  if (["public", "knock", "knock_restricted"].includes(rule)) return true;
  return rule === "restricted" && isInAllowed(rules["allow"], userId, rooms);
}

/** `GET /rooms/{id}/hierarchy`: depth first, children in the order of `order`, then of time. */
export function hierarchy(
  rooms: Rooms,
  directory: Directory,
  rootId: string,
  userId: string,
  options: { readonly maxDepth: number; readonly suggestedOnly: boolean },
): Content {
  const root = rooms.all.get(rootId);
  if (root === undefined || !mayKnow(rooms, root, userId))
    throw forbidden(`User ${userId} not in room ${rootId}, and room previews are disabled`);
  const seen = new Set<string>();
  const found: Content[] = [];
  const walk = (room: Room, depth: number): void => {
    if (seen.has(room.id) || !mayKnow(rooms, room, userId)) return;
    seen.add(room.id);
    const children = depth < options.maxDepth || depth === 0 ? childrenOf(room, options.suggestedOnly) : [];
    found.push({
      ...describeRoom(room, directory),
      children_state: children.map(({ type, state_key: key, content, sender, origin_server_ts: ts }) => ({
        type,
        state_key: key,
        content,
        sender,
        origin_server_ts: ts,
      })),
    });
    if (depth >= options.maxDepth) return;
    for (const child of children) {
      const next = rooms.all.get(child.state_key ?? "");
      if (next !== undefined) walk(next, depth + 1);
    }
  };
  walk(root, 0);
  return { rooms: found };
}

function childrenOf(
  space: Room,
  suggestedOnly: boolean,
): readonly (Content & {
  readonly type: string;
  readonly state_key?: string;
  readonly content: Content;
  readonly sender: string;
  readonly origin_server_ts: number;
})[] {
  if (textOf(space.stateContent("m.room.create")["type"]) !== "m.space") return [];
  return space
    .stateOfType("m.space.child")
    .filter((event) => Array.isArray(event.content["via"]) && (!suggestedOnly || event.content["suggested"] === true))
    .toSorted((left, right) => {
      const a = textOf(left.content["order"]) ?? "\uffff";
      const b = textOf(right.content["order"]) ?? "\uffff";
      return a < b ? -1 : a > b ? 1 : left.origin_server_ts - right.origin_server_ts;
    });
}
