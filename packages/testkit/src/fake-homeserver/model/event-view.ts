import { objectOf, relationOf, type Content, type RoomEvent } from "./event.ts";
import type { Room } from "./room.ts";

export type Viewer = { readonly userId: string; readonly deviceId: string | undefined; readonly now: number };

/** The event as a client gets it. */
export function viewEvent(room: Room, event: RoomEvent, viewer: Viewer, bundle = true): Content {
  return {
    type: event.type,
    event_id: event.event_id,
    room_id: event.room_id,
    sender: event.sender,
    origin_server_ts: event.origin_server_ts,
    content: event.content,
    ...(event.state_key === undefined ? {} : { state_key: event.state_key }),
    unsigned: unsignedOf(room, event, viewer, bundle),
  };
}

/** What an invited or knocking person is shown of a room. */
export function strippedState(room: Room, about: string): readonly Content[] {
  const types = ["create", "join_rules", "canonical_alias", "avatar", "encryption", "name", "topic"];
  const own = room.state("m.room.member", about);
  const sender = own === undefined || own.sender === about ? undefined : room.state("m.room.member", own.sender);
  return [...types.map((type) => room.state(`m.room.${type}`)), sender, own].flatMap((event) =>
    event === undefined
      ? []
      : [
          {
            type: event.type,
            state_key: event.state_key,
            sender: event.sender,
            content: event.content,
            event_id: event.event_id,
            origin_server_ts: event.origin_server_ts,
          },
        ],
  );
}

function unsignedOf(room: Room, event: RoomEvent, viewer: Viewer, bundle: boolean): Content {
  const own = event.sender === viewer.userId && event.transaction?.device === viewer.deviceId;
  const relations = bundle && event.redactedBecause === undefined ? relationsOf(room, event, viewer) : undefined;
  return {
    age: Math.max(0, viewer.now - event.origin_server_ts),
    membership: room.membershipAt(viewer.userId, event.index),
    ...(own && event.transaction !== undefined ? { transaction_id: event.transaction.id } : {}),
    ...(event.replaced === undefined
      ? {}
      : {
          prev_content: event.replaced.content,
          replaces_state: event.replaced.event_id,
          prev_sender: event.replaced.sender,
        }),
    ...(event.redactedBecause === undefined
      ? {}
      : {
          redacted_because: viewEvent(room, event.redactedBecause, viewer, false),
          redacted_by: event.redactedBecause.event_id,
        }),
    ...(relations === undefined ? {} : { "m.relations": relations }),
  };
}

/** Aggregated relations: the latest edit, the references, the thread summary. Reactions are not aggregated by servers. */
function relationsOf(room: Room, event: RoomEvent, viewer: Viewer): Content | undefined {
  const related = room.relations(event.event_id);
  if (related.length === 0) return undefined;
  const ofType = (type: string): readonly RoomEvent[] =>
    related.filter((other) => relationOf(other)["rel_type"] === type);
  const edit = ofType("m.replace").findLast((other) => other.sender === event.sender && other.type === event.type);
  const references = ofType("m.reference");
  const thread = ofType("m.thread");
  const latest = thread.at(-1);
  const summary: Content = {
    ...(edit === undefined ? {} : { "m.replace": viewEvent(room, edit, viewer, false) }),
    ...(references.length === 0
      ? {}
      : { "m.reference": { chunk: references.map(({ event_id: id }) => ({ event_id: id })) } }),
    ...(latest === undefined
      ? {}
      : {
          "m.thread": {
            latest_event: viewEvent(room, latest, viewer, false),
            count: thread.length,
            current_user_participated: [event, ...thread].some(({ sender }) => sender === viewer.userId),
          },
        }),
  };
  return Object.keys(summary).length === 0 ? undefined : summary;
}

/** Names other members for a room without a name: up to five, in the order of joining. */
export function summaryOf(room: Room, userId: string): Content {
  const others: string[] = [];
  for (const member of [...room.joined, ...room.invited]) {
    if (member !== userId && others.push(member) === 5) break;
  }
  const named = room.state("m.room.name") !== undefined && objectOf(room.stateContent("m.room.name"))["name"] !== "";
  return {
    ...(named ? {} : { "m.heroes": others }),
    "m.joined_member_count": room.joined.size,
    "m.invited_member_count": room.invited.size,
  };
}
