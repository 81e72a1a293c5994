import { invalidParam, notFound } from "./errors.ts";
import { objectOf, relationOf, type Content, type RoomEvent } from "./event.ts";
import { viewEvent, type Viewer } from "./event-view.ts";
import { listOf, wanted } from "./filters.ts";
import { canSee } from "./membership-rules.ts";
import type { Room } from "./room.ts";

/** A token of this server: `tN` stands before event N of the room; sync tokens are understood too. */
function readToken(room: Room, token: string): number {
  const index = /^t(\d+)$/.exec(token)?.[1];
  const position = /^s(\d+)_/.exec(token)?.[1];
  if (index !== undefined) return Number(index);
  if (position !== undefined) return room.indexAfter(Number(position));
  throw invalidParam("Invalid pagination token");
}

export type PageRequest = {
  readonly dir: "b" | "f";
  readonly from: string | null;
  readonly to: string | null;
  readonly limit: number;
  readonly filter: Content;
};

/** `GET /rooms/{id}/messages`. `end` is absent when there is nothing more that way. */
export function messages(room: Room, viewer: Viewer, request: PageRequest): Content {
  const backwards = request.dir === "b";
  const start = request.from === null ? (backwards ? room.events.length : 0) : readToken(room, request.from);
  const stop = request.to === null ? (backwards ? 0 : room.events.length) : readToken(room, request.to);
  const types = listOf(request.filter["types"]);
  const notTypes = listOf(request.filter["not_types"]) ?? [];
  const chunk: RoomEvent[] = [];
  let at = start;
  while (chunk.length < request.limit && (backwards ? at > stop : at < stop)) {
    const event = room.events[backwards ? at - 1 : at];
    at += backwards ? -1 : 1;
    if (event !== undefined && wanted(types, notTypes, event.type) && canSee(room, viewer.userId, event))
      chunk.push(event);
  }
  const more = backwards ? at > stop : at < stop;
  const senders = new Set(chunk.map(({ sender }) => sender));
  const lazy = request.filter["lazy_load_members"] === true;
  const state = lazy ? [...senders].flatMap((sender) => room.state("m.room.member", sender) ?? []) : [];
  return {
    chunk: chunk.map((event) => viewEvent(room, event, viewer)),
    start: request.from ?? `t${start}`,
    ...(more || !backwards ? { end: `t${at}` } : {}),
    ...(lazy ? { state: state.map((event) => viewEvent(room, event, viewer)) } : {}),
  };
}

/** The event, for somebody who may read it; 404 for everybody else. */
export function readable(room: Room, userId: string, eventId: string): RoomEvent {
  const event = room.event(eventId);
  if (event === undefined || !canSee(room, userId, event)) throw notFound("Event not found.");
  return event;
}

/** `GET /rooms/{id}/context/{event}`. */
export function context(room: Room, viewer: Viewer, eventId: string, limit: number): Content {
  const event = readable(room, viewer.userId, eventId);
  const seen = (events: readonly RoomEvent[]): readonly RoomEvent[] =>
    events.filter((other) => canSee(room, viewer.userId, other));
  const half = Math.floor(limit / 2);
  const before = seen(room.events.slice(Math.max(0, event.index - half), event.index)).toReversed();
  const after = seen(room.events.slice(event.index + 1, event.index + 1 + (limit - half)));
  const view = (events: readonly RoomEvent[]): readonly Content[] =>
    events.map((other) => viewEvent(room, other, viewer));
  return {
    event: viewEvent(room, event, viewer),
    events_before: view(before),
    events_after: view(after),
    start: `t${before.at(-1)?.index ?? event.index}`,
    end: `t${(after.at(-1)?.index ?? event.index) + 1}`,
    state: view(room.stateEvents(event.index + 1)),
  };
}

export type RelationsRequest = {
  readonly eventId: string;
  readonly relType: string | undefined;
  readonly type: string | undefined;
  readonly recurse: boolean;
  readonly dir: "b" | "f";
  readonly from: string | null;
  readonly limit: number;
};

/** `GET /rooms/{id}/relations/{event}/{rel_type}/{type}`, newest first unless `dir=f`; `recurse` follows three levels. */
export function relations(room: Room, viewer: Viewer, request: RelationsRequest): Content {
  readable(room, viewer.userId, request.eventId);
  const found = related(room, request.eventId, request.recurse ? 3 : 1)
    .filter((event) => canSee(room, viewer.userId, event))
    .filter((event) => request.relType === undefined || relationOf(event)["rel_type"] === request.relType)
    .filter((event) => request.type === undefined || event.type === request.type)
    .sort((left, right) => left.index - right.index);
  const ordered = request.dir === "b" ? found.toReversed() : found;
  const start = request.from === null ? 0 : Number(request.from.slice(1));
  const page = ordered.slice(start, start + request.limit);
  const next = start + page.length;
  return {
    chunk: page.map((event) => viewEvent(room, event, viewer)),
    ...(next < ordered.length ? { next_batch: `r${next}` } : {}),
    ...(request.recurse ? { recursion_depth: 3 } : {}),
  };
}

function related(room: Room, eventId: string, depth: number): readonly RoomEvent[] {
  const direct = room.relations(eventId);
  if (depth === 1) return direct;
  return [...direct, ...direct.flatMap((event) => related(room, event.event_id, depth - 1))];
}

/** Roots of threads, the one with the newest answer first. */
export function threads(room: Room, viewer: Viewer, limit: number): Content {
  const newest = new Map<RoomEvent, number>();
  for (const event of room.events) {
    const relation = relationOf(event);
    const root = relation["rel_type"] === "m.thread" ? room.event(String(relation["event_id"])) : undefined;
    if (root !== undefined && canSee(room, viewer.userId, event)) newest.set(root, event.index);
  }
  const roots = [...newest].sort(([, left], [, right]) => right - left).slice(0, limit);
  return { chunk: roots.map(([root]) => viewEvent(room, root, viewer)) };
}

/** Nearest event before (`b`) or after (`f`) a time. */
export function eventAt(room: Room, userId: string, ts: number, dir: "b" | "f"): Content {
  const seen = room.events.filter((event) => canSee(room, userId, event));
  const found =
    dir === "f"
      ? seen.find((event) => event.origin_server_ts >= ts)
      : seen.findLast((event) => event.origin_server_ts <= ts);
  if (found === undefined) throw notFound("Unable to find event from that time");
  return objectOf({ event_id: found.event_id, origin_server_ts: found.origin_server_ts });
}
