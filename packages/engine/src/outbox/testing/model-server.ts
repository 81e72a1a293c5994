import { eventId } from "@paceline/protocol";
import type { DeviceId, EventId, RoomId, TxnId } from "@paceline/protocol";
import type { OutboxRecord } from "../entry.ts";

export type Stored = {
  readonly eventId: EventId;
  readonly txnId: TxnId;
  readonly deviceId: DeviceId;
  readonly roomId: RoomId;
  readonly number: number;
};

const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

/** A homeserver as far as transaction ids go: the same one of the same device gives the same event for a day, and no longer. */
export class ModelServer {
  readonly timeline: Stored[] = [];
  readonly #remembered = new Map<string, { readonly eventId: EventId; readonly at: number }>();

  put(record: OutboxRecord, deviceId: DeviceId, now: number): EventId {
    const key = `${deviceId} ${record.txnId}`;
    const earlier = this.#remembered.get(key);
    if (earlier !== undefined && now - earlier.at < REMEMBERED_MS) return earlier.eventId;
    const id = eventId(`$${this.timeline.length}`);
    const { txnId, number, intent } = record;
    this.timeline.push({ eventId: id, txnId, deviceId, roomId: intent.roomId, number });
    this.#remembered.set(key, { eventId: id, at: now });
    return id;
  }

  find = (txnId: TxnId): EventId | undefined => this.timeline.find((event) => event.txnId === txnId)?.eventId;
}
