import type { Content } from "../matrix/client-port.ts";

let events = 0;

/** A timeline event as a server sends it. Every one has an id and a time of its own. */
export const event = (type: string, content: unknown, more: Content = {}): Content => ({
  event_id: `$event${(events += 1)}`,
  type,
  sender: "@ben:example.org",
  origin_server_ts: 1_700_000_000_000 + events * 1_000,
  content,
  ...more,
});

export const message = (body: string, more: Content = {}): Content =>
  event("m.room.message", { msgtype: "m.text", body }, more);

export const state = (type: string, content: unknown, key = "", more: Content = {}): Content =>
  event(type, content, { state_key: key, ...more });

export const member = (user: string, membership = "join", more: Content = {}): Content =>
  state("m.room.member", { membership, displayname: user.slice(1, 4) }, user, { sender: user, ...more });

/** State of an ordinary room of Ana and Ben. */
export const roomState = (more: readonly Content[] = []): readonly Content[] => [
  state("m.room.create", { room_version: "12" }, "", { sender: "@ben:example.org" }),
  state("m.room.power_levels", { users_default: 0 }),
  member("@ana:example.org"),
  member("@ben:example.org"),
  ...more,
];

let tokens = 0;

export type RoomParts = {
  readonly state?: readonly unknown[];
  readonly timeline?: readonly unknown[];
  readonly limited?: boolean;
  readonly prevBatch?: string;
  readonly ephemeral?: readonly unknown[];
  readonly notifications?: number;
};

/** A sync response with these joined rooms. */
export const sync = (rooms: Readonly<Record<string, RoomParts>>, more: Content = {}): Content => ({
  next_batch: `token${(tokens += 1)}`,
  rooms: { join: Object.fromEntries(Object.entries(rooms).map(([id, parts]) => [id, joined(parts)])) },
  ...more,
});

const joined = ({
  state: before = [],
  timeline = [],
  limited = false,
  prevBatch,
  ephemeral = [],
  notifications,
}: RoomParts): Content => ({
  state: { events: before },
  timeline: { events: timeline, limited, ...(prevBatch === undefined ? {} : { prev_batch: prevBatch }) },
  ephemeral: { events: ephemeral },
  ...(notifications === undefined ? {} : { unread_notifications: { notification_count: notifications } }),
});
