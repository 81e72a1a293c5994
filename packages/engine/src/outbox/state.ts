import type { DeviceId, EventId, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Entry, OutboxRecord } from "./entry.ts";

export type State = {
  /** This sign-in's device. */
  readonly deviceId: DeviceId;
  /** In the order of writing. */
  readonly entries: ReadonlyMap<TxnId, Entry>;
  /** Event ids learnt since the start: for references that come after their message has closed. */
  readonly known: ReadonlyMap<TxnId, EventId>;
  /** `early`: the first sync is not through, alerts only. `ended`: the server refuses our token. */
  readonly gate: "early" | "open" | "ended";
};

/** Whether the room's history holds what this transaction id stands for; `unsure`: there is something that cannot be read. */
export type Found = EventId | "absent" | "unsure";

export type Input =
  /** A new record, on the disk already. */
  | { readonly is: "added"; readonly record: OutboxRecord }
  | { readonly is: "opened" }
  | { readonly is: "synced" }
  | { readonly is: "reconnected" }
  | { readonly is: "woken" }
  | { readonly is: "echoed"; readonly txnId: TxnId; readonly eventId: EventId }
  /** `null`: the server already has what this would do (the same reaction). */
  | { readonly is: "answered"; readonly txnId: TxnId; readonly answer: Result<EventId | null, EngineFailureCode> }
  | { readonly is: "checked"; readonly txnId: TxnId; readonly found: Result<Found, EngineFailureCode> }
  | { readonly is: "retried"; readonly txnId: TxnId }
  | { readonly is: "discarded"; readonly txnId: TxnId };

/** `chance` is between 0 and 1. */
export type Moment = { readonly now: number; readonly chance: number };
export type Start = { readonly do: "send" | "check"; readonly record: OutboxRecord };
export type Step = {
  readonly state: State;
  /** For the disk, in this order of steps; a record with the same id replaces. */
  readonly put: readonly OutboxRecord[];
  readonly remove: readonly TxnId[];
  /** To begin now; each is answered by `answered` or `checked`. */
  readonly start: readonly Start[];
  readonly touched: ReadonlySet<RoomId>;
};
