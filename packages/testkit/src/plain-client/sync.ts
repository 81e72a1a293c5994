import type { MatrixHttp } from "./http.ts";
import { objectAt, type JsonObject } from "./json.ts";
import { Room, type Membership, type RawEvent, type TimelineChunk } from "./room.ts";

export type ToDeviceEvent = { readonly type: string; readonly sender: string; readonly content: JsonObject };

type Events<T> = { readonly events?: readonly T[] };
type JoinedRoom = {
  readonly timeline?: TimelineChunk;
  readonly state?: Events<RawEvent>;
  readonly ephemeral?: Events<{ readonly type: string; readonly content: JsonObject }>;
  readonly account_data?: Events<{ readonly type: string; readonly content: JsonObject }>;
  readonly unread_notifications?: { readonly notification_count?: number; readonly highlight_count?: number };
};
type StrippedRoom = { readonly invite_state?: Events<RawEvent>; readonly knock_state?: Events<RawEvent> };

/** The parts of a `/sync` answer that this peer reads (spec v1.16, 6.4). */
export type SyncAnswer = {
  readonly next_batch: string;
  readonly rooms?: {
    readonly join?: Readonly<Record<string, JoinedRoom>>;
    readonly leave?: Readonly<Record<string, JoinedRoom>>;
    readonly invite?: Readonly<Record<string, StrippedRoom>>;
    readonly knock?: Readonly<Record<string, StrippedRoom>>;
  };
  readonly to_device?: Events<ToDeviceEvent>;
  readonly account_data?: Events<{ readonly type: string; readonly content: JsonObject }>;
  readonly device_lists?: { readonly changed?: readonly string[]; readonly left?: readonly string[] };
  readonly device_one_time_keys_count?: Readonly<Record<string, number>>;
};

/** Explicit sync: one step per call, everything learned is kept. */
export class SyncState {
  readonly rooms = new Map<string, Room>();
  readonly accountData = new Map<string, JsonObject>();
  private since: string | undefined;

  /** One `/sync`; waits up to `waitMs` on the server. */
  async step(http: MatrixHttp, waitMs: number): Promise<SyncAnswer> {
    const answer = await http.request<SyncAnswer>("GET", "/sync", {
      query: { since: this.since, timeout: this.since === undefined ? 0 : Math.round(waitMs), filter: FILTER },
      timeoutMs: waitMs + 60_000,
    });
    this.apply(answer);
    this.since = answer.next_batch;
    return answer;
  }

  room(id: string): Room {
    const known = this.rooms.get(id) ?? new Room(id);
    this.rooms.set(id, known);
    return known;
  }

  private apply(answer: SyncAnswer): void {
    for (const event of answer.account_data?.events ?? []) this.accountData.set(event.type, event.content);
    for (const [id, room] of Object.entries(answer.rooms?.join ?? {})) this.applyFull(id, "join", room);
    for (const [id, room] of Object.entries(answer.rooms?.leave ?? {})) this.applyFull(id, "leave", room);
    for (const [id, room] of Object.entries(answer.rooms?.invite ?? {}))
      this.applyStripped(id, "invite", room.invite_state);
    for (const [id, room] of Object.entries(answer.rooms?.knock ?? {}))
      this.applyStripped(id, "knock", room.knock_state);
  }

  private applyFull(id: string, membership: Membership, update: JoinedRoom): void {
    const room = this.room(id);
    room.membership = membership;
    for (const event of update.state?.events ?? []) room.setState(event);
    if (update.timeline !== undefined) room.addNewer(update.timeline);
    for (const event of update.ephemeral?.events ?? []) room.applyEphemeral(event);
    for (const event of update.account_data?.events ?? []) room.accountData.set(event.type, event.content);
    const counts = objectAt(update.unread_notifications);
    if (update.unread_notifications !== undefined) {
      room.unread = {
        notifications: Number(counts["notification_count"] ?? 0),
        highlights: Number(counts["highlight_count"] ?? 0),
      };
    }
  }

  private applyStripped(id: string, membership: Membership, state: Events<RawEvent> | undefined): void {
    const room = this.room(id);
    room.membership = membership;
    for (const event of state?.events ?? []) room.setState(event);
  }
}

/** Enough timeline that a test of a hundred messages meets no gap, unless it makes one on purpose. */
const FILTER = JSON.stringify({ room: { timeline: { limit: 100 }, include_leave: false } });
