import type { DeviceId, EventId, Failure, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Intent, OutboxEntry } from "./outbox-port.ts";
import { localReferences } from "./references.ts";

export type SendFailure = Failure<EngineFailureCode>;

/** What is kept of an entry. */
export type OutboxRecord = {
  readonly txnId: TxnId;
  /** Place in the order of writing, over all rooms. */
  readonly number: number;
  /** When it was written, ms since 1970 by this device's clock. */
  readonly at: number;
  readonly intent: Intent;
  /**
   * Since when, and as which device, this may have been tried. Servers remember a transaction id for one device and about a day, so
   * within that repeating is safe. Set when written, so that no write has to stand before a try.
   */
  readonly triedFrom: { readonly deviceId: DeviceId; readonly at: number };
  /** The server has it. */
  readonly eventId?: EventId;
  /** Nothing more happens until somebody retries or discards it. */
  readonly failure?: SendFailure;
};

/** A record with what is known of it in this run only. */
export type Entry = OutboxRecord & {
  readonly phase:
    | { readonly is: "ready" }
    /** `until`: ms since 1970. `strict`: the server named the time, so coming back online does not shorten it. */
    | { readonly is: "waiting"; readonly until: number; readonly strict: boolean }
    | { readonly is: "checking" }
    | { readonly is: "sending" };
  /** Failures in a row. */
  readonly failures: number;
  /** Syncs that went by since the server gave the event id. */
  readonly syncs: number;
  /** Somebody asked to send it although nobody can tell whether it arrived. */
  readonly insisted: boolean;
  /** Messages of this outbox whose event ids the intent still needs. */
  readonly refersTo: readonly TxnId[];
};

export const entryOf = (record: OutboxRecord): Entry => ({
  ...record,
  phase: { is: "ready" },
  failures: 0,
  syncs: 0,
  insisted: false,
  refersTo: localReferences(record.intent),
});

export function recordOf(entry: Entry): OutboxRecord {
  const {
    phase: _phase,
    failures: _failures,
    syncs: _syncs,
    insisted: _insisted,
    refersTo: _refersTo,
    ...record
  } = entry;
  return record;
}

export const isAlert = (entry: OutboxRecord): boolean => entry.intent.is === "event" && entry.intent.lane === "alert";

export const isBusy = (entry: Entry): boolean => entry.phase.is === "sending" || entry.phase.is === "checking";

export function shown(entry: Entry): OutboxEntry {
  return { txnId: entry.txnId, intent: entry.intent, at: entry.at, state: stateOf(entry) };
}

function stateOf(entry: Entry): OutboxEntry["state"] {
  if (entry.eventId !== undefined) return { is: "sent", eventId: entry.eventId };
  if (entry.failure !== undefined) return { is: "failed", failure: entry.failure };
  return entry.phase.is === "sending" ? { is: "sending" } : { is: "queued" };
}
