import { relationOf, textOf, type Content, type NewEvent, type RoomEvent } from "./event.ts";

/** One room: its events in order and every state it ever had. Rules are elsewhere; what is appended has been allowed. */
export class Room {
  readonly id: string;
  readonly version: string;
  readonly events: RoomEvent[] = [];
  readonly joined = new Set<string>();
  readonly invited = new Set<string>();
  /** Position of the last change of any kind, also of typing and receipts. */
  touched = 0;
  private readonly byId = new Map<string, RoomEvent>();
  private readonly related = new Map<string, RoomEvent[]>();
  /** Type → key → all values, oldest first. */
  private readonly history = new Map<string, Map<string, RoomEvent[]>>();

  constructor(id: string, version: string) {
    this.id = id;
    this.version = version;
  }

  append(id: string, position: number, timestamp: number, event: NewEvent): RoomEvent {
    const replaced = event.state_key === undefined ? undefined : this.state(event.type, event.state_key);
    const { timestamp: _timestamp, transaction, ...rest } = event;
    const added: RoomEvent = {
      ...rest,
      event_id: id,
      room_id: this.id,
      origin_server_ts: event.timestamp ?? timestamp,
      position,
      index: this.events.length,
      visibility: textOf(this.stateContent("m.room.history_visibility")["history_visibility"]) ?? "shared",
      replaced,
      transaction,
      redactedBecause: undefined,
    };
    this.events.push(added);
    this.byId.set(id, added);
    this.touched = position;
    if (event.state_key !== undefined) this.setState(added, event.state_key);
    const target = textOf(relationOf(added)["event_id"]);
    if (target !== undefined) this.related.set(target, [...(this.related.get(target) ?? []), added]);
    return added;
  }

  event(id: string): RoomEvent | undefined {
    return this.byId.get(id);
  }

  /** Events that relate to one, oldest first, redacted ones left out. */
  relations(eventId: string): readonly RoomEvent[] {
    return (this.related.get(eventId) ?? []).filter((event) => event.redactedBecause === undefined);
  }

  state(type: string, key = ""): RoomEvent | undefined {
    return this.history.get(type)?.get(key)?.at(-1);
  }

  stateContent(type: string, key = ""): Content {
    return this.state(type, key)?.content ?? {};
  }

  membership(userId: string): string {
    return textOf(this.stateContent("m.room.member", userId)["membership"]) ?? "leave";
  }

  /** The membership a user had when the event at `index` was sent. */
  membershipAt(userId: string, index: number): string {
    const values = this.history.get("m.room.member")?.get(userId) ?? [];
    return textOf(values.findLast((event) => event.index <= index)?.content["membership"]) ?? "leave";
  }

  /** State now, or as it was before the event at `index`. */
  stateEvents(index = this.events.length): readonly RoomEvent[] {
    const found: RoomEvent[] = [];
    for (const ofType of this.history.values()) {
      for (const values of ofType.values()) {
        const value = values.findLast((event) => event.index < index);
        if (value !== undefined) found.push(value);
      }
    }
    return found;
  }

  stateOfType(type: string): readonly RoomEvent[] {
    return [...(this.history.get(type)?.values() ?? [])].flatMap((values) => values.at(-1) ?? []);
  }

  /** Index of the first event after a position of the stream. */
  indexAfter(position: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private setState(event: RoomEvent, key: string): void {
    const ofType = this.history.get(event.type) ?? new Map<string, RoomEvent[]>();
    this.history.set(event.type, ofType);
    const values = ofType.get(key);
    if (values === undefined) ofType.set(key, [event]);
    else values.push(event);
    if (event.type !== "m.room.member") return;
    const membership = event.content["membership"];
    this.joined.delete(key);
    this.invited.delete(key);
    if (membership === "join") this.joined.add(key);
    if (membership === "invite") this.invited.add(key);
  }
}
