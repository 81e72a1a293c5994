import { eventId, roomId, userId, type EventId, type RoomId, type UserId } from "@paceline/protocol";

/** A timeline or state event as a client reads it from a sync. */
export type BuiltEvent<Content = Record<string, unknown>> = {
  readonly event_id: EventId;
  readonly room_id: RoomId;
  readonly type: string;
  readonly sender: UserId;
  readonly origin_server_ts: number;
  readonly content: Content;
  readonly state_key?: string;
  readonly unsigned?: Record<string, unknown>;
};

/** What a test may say about one event; the rest follows from its place in the book. */
export type EventOverrides = {
  readonly event_id?: EventId;
  readonly origin_server_ts?: number;
  readonly unsigned?: Record<string, unknown>;
};

export type NewEvent<Content> = {
  readonly type: string;
  readonly sender: UserId | string;
  readonly content: Content;
  readonly state_key?: string;
};

/** The person of that name on the server of the builders; whole ids pass through. */
export const person = (name: string): UserId => userId(name.startsWith("@") ? name : `@${name}:example.org`);

/** 2026-11-21T08:00:00Z: before every meetup of the builders. */
export const FIRST_TIMESTAMP = Date.UTC(2026, 10, 21, 8);
const STEP_MS = 1000;

/** Writes the events of one room, one second apart, with ids that count: the same calls give the same events. */
export class RoomBook {
  readonly room: RoomId;
  readonly events: BuiltEvent[] = [];

  constructor(room = "!room:example.org") {
    this.room = roomId(room);
  }

  add<Content extends object>(event: NewEvent<Content>, overrides: EventOverrides = {}): BuiltEvent<Content> {
    const place = this.events.length;
    const built: BuiltEvent<Content> = {
      event_id: eventId(`$${String(place + 1).padStart(4, "0")}-${this.room.slice(1)}`),
      room_id: this.room,
      origin_server_ts: FIRST_TIMESTAMP + place * STEP_MS,
      ...event,
      sender: person(event.sender),
      ...overrides,
    };
    this.events.push(built as BuiltEvent);
    return built;
  }
}
