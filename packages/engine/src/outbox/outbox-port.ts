import type { EventId, Failure, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import type { Write } from "../projection/database.ts";

/** What somebody wants said in a room, kept plain (sealed at rest) and encrypted only when it leaves. */
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
      readonly eventId: EventId;
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
  /** Resolves when it is on the disk. A `txnId` that is known already (queued, or sent before) changes nothing. */
  enqueue(intent: Intent, txnId?: TxnId): Promise<TxnId>;
  /** In the order of writing. */
  entries(roomId: RoomId): readonly OutboxEntry[];
  counts(): { readonly queued: number; readonly failed: number };
  onChange(listener: (roomId: RoomId) => void): () => void;
  /** Writes that close these entries; they go into the transaction of the sync that brought the echoes. */
  closing(echoes: readonly Echo[]): readonly Write[];
  /** After that transaction: the entries are gone. Unknown ids are ignored. */
  echoed(txnId: TxnId, eventId: EventId): void;
  retry(txnId: TxnId): Promise<void>;
  discard(txnId: TxnId): Promise<void>;
  /** Begins to send. Called once the first sync of this start is through; `stop` waits for the PUT under way. */
  start(): void;
  stop(): Promise<void>;
}
