import { objectAt, textAt, type JsonObject } from "./json.ts";

/** An event as the server gave it, before any decryption. */
export type RawEvent = {
  readonly event_id: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: JsonObject;
  readonly room_id?: string;
  readonly state_key?: string;
  readonly redacts?: string;
  readonly unsigned?: JsonObject;
};

export type Membership = "join" | "invite" | "knock" | "leave" | "ban";

export type TimelineChunk = {
  readonly events?: readonly RawEvent[];
  readonly limited?: boolean;
  readonly prev_batch?: string;
};

/** What one account knows of one room, from sync and from the pages it asked for. */
export class Room {
  readonly id: string;
  membership: Membership = "leave";
  /** Oldest first, no event twice. */
  readonly timeline: RawEvent[] = [];
  /** Event ids after which a limited sync left a gap; `undefined` stands for the start of what is known. */
  readonly gaps: { readonly before: string | undefined; readonly prevBatch: string }[] = [];
  /** Token for older messages than the first of `timeline`. */
  olderToken: string | undefined;
  typing: readonly string[] = [];
  /** Public and own private receipts: user → type → event id. */
  readonly receipts = new Map<string, Map<string, string>>();
  readonly accountData = new Map<string, JsonObject>();
  unread: { readonly notifications: number; readonly highlights: number } = { notifications: 0, highlights: 0 };
  /** Server aggregations and stripped state are not kept: only full state events are. */
  private readonly stateByType = new Map<string, Map<string, RawEvent>>();
  private readonly known = new Set<string>();

  constructor(id: string) {
    this.id = id;
  }

  state(type: string, key = ""): RawEvent | undefined {
    return this.stateByType.get(type)?.get(key);
  }

  stateEvents(type: string): readonly RawEvent[] {
    return [...(this.stateByType.get(type)?.values() ?? [])];
  }

  members(...memberships: readonly Membership[]): readonly string[] {
    return this.stateEvents("m.room.member")
      .filter((event) => memberships.includes(textAt(event.content, "membership") as Membership))
      .flatMap((event) => event.state_key ?? []);
  }

  setState(event: RawEvent): void {
    if (event.state_key === undefined) return;
    const ofType = this.stateByType.get(event.type) ?? new Map<string, RawEvent>();
    this.stateByType.set(event.type, ofType.set(event.state_key, event));
  }

  addNewer(chunk: TimelineChunk): void {
    const events = chunk.events ?? [];
    const first = this.timeline[0];
    if (this.timeline.length === 0) this.olderToken = chunk.prev_batch;
    else if (chunk.limited === true && chunk.prev_batch !== undefined) {
      this.gaps.push({ before: (events[0] ?? first)?.event_id, prevBatch: chunk.prev_batch });
    }
    for (const event of events) {
      this.setState(event);
      if (this.learn(event)) this.timeline.push(event);
    }
  }

  /** `events` newest first, as `/messages?dir=b` gives them. */
  addOlder(events: readonly RawEvent[], nextToken: string | undefined): void {
    this.timeline.unshift(...events.filter((event) => this.learn(event)).reverse());
    this.olderToken = nextToken;
  }

  applyEphemeral(event: { readonly type: string; readonly content: JsonObject }): void {
    if (event.type === "m.typing") this.typing = (event.content["user_ids"] as readonly string[] | undefined) ?? [];
    if (event.type !== "m.receipt") return;
    for (const [eventId, byType] of Object.entries(event.content)) {
      for (const type of Object.keys(objectAt(byType))) {
        for (const user of Object.keys(objectAt(byType, type))) {
          const ofUser = this.receipts.get(user) ?? new Map<string, string>();
          this.receipts.set(user, ofUser.set(type, eventId));
        }
      }
    }
  }

  private learn(event: RawEvent): boolean {
    if (this.known.has(event.event_id)) return false;
    this.known.add(event.event_id);
    return true;
  }
}
