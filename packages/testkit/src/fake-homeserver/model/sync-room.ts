import type { Content, RoomEvent } from "./event.ts";
import { strippedState, summaryOf, viewEvent, type Viewer } from "./event-view.ts";
import { wanted, type Filter } from "./filters.ts";
import type { Homeserver } from "./homeserver.ts";
import { canSee } from "./membership-rules.ts";
import { evaluate } from "./push-rules.ts";
import type { Room } from "./room.ts";

/** More unread events than this are not counted. */
const MAX_UNREAD_SCAN = 500;

export type RoomSync = {
  readonly room: Room;
  readonly viewer: Viewer;
  readonly filter: Filter;
  readonly since: number;
};

/** A joined room's part of a sync, or `undefined` when nothing is new. */
export function syncJoined(server: Homeserver, { room, viewer, filter, since }: RoomSync): Content | undefined {
  const { userId } = viewer;
  if (since !== 0 && room.touched <= since && !server.accountData.changedSince(userId, since)) return undefined;
  const joinedAt = joinPosition(room, userId);
  const from = joinedAt > since ? 0 : since;
  const accountData = server.accountData.since(userId, room.id, from);
  const timeline = timelineAfter(room, viewer, filter, from);
  const state = stateFor(room, viewer, filter, from, timeline);
  const ephemeral: Content[] = [];
  const typing = server.ephemeral.typingSince(room.id, from);
  const receipts = server.ephemeral.receiptsSince(room.id, userId, from);
  if (typing !== undefined) ephemeral.push({ type: "m.typing", content: typing });
  if (receipts !== undefined) ephemeral.push({ type: "m.receipt", content: receipts });
  const parts = timeline.events.length + state.length + ephemeral.length + accountData.length;
  if (parts === 0 && from !== 0 && !server.ephemeral.ownReceiptSince(room.id, userId, from)) return undefined;
  const members = from === 0 || [...timeline.events, ...state].some((event) => event.type === "m.room.member");
  return {
    timeline: {
      events: timeline.events.map((event) => viewEvent(room, event, viewer)),
      limited: timeline.limited,
      prev_batch: `t${timeline.start}`,
    },
    state: { events: state.map((event) => viewEvent(room, event, viewer)) },
    ephemeral: { events: ephemeral },
    account_data: { events: accountData },
    unread_notifications: unreadOf(server, room, userId),
    summary: members ? summaryOf(room, userId) : {},
  };
}

/** A room the user left, was removed from or declined since then. */
export function syncLeft({ room, viewer, filter, since }: RoomSync): Content | undefined {
  const leave = room.state("m.room.member", viewer.userId);
  if (leave === undefined || (since === 0 ? !filter.includeLeave : leave.position <= since)) return undefined;
  const timeline = timelineAfter(room, viewer, filter, since, leave.index + 1);
  const events = timeline.events.length === 0 ? [leave] : timeline.events;
  return {
    timeline: {
      events: events.map((event) => viewEvent(room, event, viewer)),
      limited: timeline.limited,
      prev_batch: `t${timeline.start}`,
    },
    state: { events: [] },
    account_data: { events: [] },
  };
}

/** An invitation or a knock that came since then. */
export function syncStripped(
  { room, viewer, since }: RoomSync,
  name: "invite_state" | "knock_state",
): Content | undefined {
  const own = room.state("m.room.member", viewer.userId);
  if (own === undefined || own.position <= since) return undefined;
  return { [name]: { events: strippedState(room, viewer.userId) } };
}

/** Position of the event by which the user became a member; renames of a member do not count. */
export function joinPosition(room: Room, userId: string): number {
  let event = room.state("m.room.member", userId);
  while (event?.replaced?.content["membership"] === "join") event = event.replaced;
  return event?.position ?? 0;
}

type Timeline = { readonly events: readonly RoomEvent[]; readonly limited: boolean; readonly start: number };

function timelineAfter(room: Room, viewer: Viewer, filter: Filter, since: number, end = room.events.length): Timeline {
  const first = since === 0 ? 0 : room.indexAfter(since);
  const events: RoomEvent[] = [];
  let index = end;
  while (index > first && events.length < filter.timelineLimit) {
    index -= 1;
    const event = room.events[index];
    if (event === undefined || !wanted(filter.timelineTypes, filter.timelineNotTypes, event.type)) continue;
    if (!canSee(room, viewer.userId, event) && event.state_key !== viewer.userId) break;
    events.unshift(event);
  }
  return { events, limited: index > first, start: events[0]?.index ?? index };
}

/** State between `since` and the first event of the timeline; for a room that is new, all of it. */
function stateFor(room: Room, viewer: Viewer, filter: Filter, since: number, timeline: Timeline): readonly RoomEvent[] {
  const inTimeline = new Set(timeline.events.map((event) => event.event_id));
  const lazy = (event: RoomEvent): boolean =>
    !filter.lazyMembers ||
    event.type !== "m.room.member" ||
    event.state_key === viewer.userId ||
    timeline.events.some(({ sender }) => sender === event.state_key);
  if (since !== 0 && !timeline.limited) {
    if (!filter.lazyMembers) return [];
    const senders = new Set(timeline.events.map(({ sender }) => sender));
    return [...senders]
      .flatMap((sender) => room.state("m.room.member", sender) ?? [])
      .filter((event) => !inTimeline.has(event.event_id));
  }
  return room
    .stateEvents(timeline.start)
    .filter((event) => event.position > since && !inTimeline.has(event.event_id) && lazy(event));
}

function unreadOf(server: Homeserver, room: Room, userId: string): Content {
  const read = Math.max(server.ephemeral.readUpTo(room, userId), room.events.length - MAX_UNREAD_SCAN);
  const rules = server.pushRules.of(userId);
  let notifications = 0;
  let highlights = 0;
  for (let index = room.events.length - 1; index > read; index -= 1) {
    const event = room.events[index];
    if (event === undefined || event.sender === userId) {
      if (event !== undefined && event.state_key === undefined) break; // own messages read what stands before them
      continue;
    }
    if (event.redactedBecause !== undefined || room.membershipAt(userId, event.index) !== "join") continue;
    const rings = evaluate(rules, event, room.joined.size);
    if (rings.notify) notifications += 1;
    if (rings.highlight) highlights += 1;
  }
  return { notification_count: notifications, highlight_count: highlights };
}
