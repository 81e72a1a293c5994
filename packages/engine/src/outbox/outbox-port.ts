import type { EventId, Failure, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import type { Write } from "../projection/database.ts";

/**
 * What somebody wants said in a room, kept plain (sealed at rest) and encrypted only when it leaves. Where it refers to a message that is
 * itself still waiting here, the transaction id of that message stands in the place of its event id: in `eventId` of a redaction, under any
 * `event_id` of a content. The outbox puts the event id in when it is known.
 */
export type Intent =
  | {
      readonly is: "event";
      readonly roomId: RoomId;
      readonly type: string;
      readonly content: Content;
      /** `alert`: a lane of its own that nothing else can block. */
      readonly lane?: "room" | "alert";
    }
  | {
      readonly is: "redact";
      readonly roomId: RoomId;
      readonly eventId: EventId | TxnId;
      readonly reason?: string;
    };

export type OutboxEntry = {
  readonly txnId: TxnId;
  readonly intent: Intent;
  /** When it was written, ms since 1970 by this device's clock. */
  readonly at: number;
  readonly state:
    | { readonly is: "queued" }
    | { readonly is: "sending" }
    /** The server gave it an id; the echo in a sync is still to come. */
    | { readonly is: "sent"; readonly eventId: EventId }
    | { readonly is: "failed"; readonly failure: Failure<EngineFailureCode> };
};

export type Echo = { readonly txnId: TxnId; readonly eventId: EventId };

/** What was written on this device and has not come back in a sync. Per room in the order of writing, exactly once. */
export interface Outbox {
  /**
   * Resolves when it is on the disk. A `txnId` that is known already (queued, or sent since the start) changes nothing.
   * Fails with `too-large` (see `MAX_CONTENT_BYTES`), `storage-full`, `storage-unavailable`; then nothing was taken.
   */
  enqueue(intent: Intent, txnId?: TxnId): Promise<Result<TxnId, EngineFailureCode>>;
  /** In the order of writing. */
  entries(roomId: RoomId): readonly OutboxEntry[];
  /** Messages that somebody may see waiting, see `isCounted`. */
  counts(): { readonly queued: number; readonly failed: number };
  /** Those that are counted as failed, of all rooms, in the order of writing. */
  failed(): readonly TxnId[];
  onChange(listener: (roomId: RoomId) => void): () => void;
  /** Writes that close these entries; they go into the transaction of the sync that brought the echoes. */
  closing(echoes: readonly Echo[]): readonly Write[];
  /** After that transaction: the entries are gone. Unknown ids are ignored. */
  echoed(txnId: TxnId, eventId: EventId): void;
  /** Sends a failed entry again. Fails with `not-found` where none has this id. */
  retry(txnId: TxnId): Promise<Result<null, EngineFailureCode>>;
  /** Takes back what did not leave. Fails with `not-found`, or `invalid-input` where it is on its way or sent. */
  discard(txnId: TxnId): Promise<Result<null, EngineFailureCode>>;
  /** Opens the rooms' lanes. Called once the first sync of this start is through and its echoes were told; alerts do not wait for it. */
  start(): void;
  /** After each sync. Closes what was sent long enough ago that its echo must lie in a gap. */
  synced(): void;
  /** The network is back: what waits because of it is tried now. */
  reconnected(): void;
  /** Waits for the PUTs under way. */
  stop(): Promise<void>;
}
