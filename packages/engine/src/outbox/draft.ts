import type { DeviceId, EventId, RoomId, TxnId } from "@paceline/protocol";
import { backoff } from "./backoff.ts";
import { entryOf, isAlert, isBusy, recordOf } from "./entry.ts";
import type { Entry, OutboxRecord, SendFailure } from "./entry.ts";
import { resolved } from "./references.ts";
import type { Moment, State } from "./state.ts";

export const UNSURE: SendFailure = {
  code: "encryption-locked",
  retry: "never",
  cause: "whether an earlier try arrived cannot be read without the old keys",
};
const LOST_TARGET: SendFailure = {
  code: "not-found",
  retry: "never",
  cause: "the message it refers to was not sent",
};

/** The next state while it is made, with what has to reach the disk. */
export class Draft {
  gate: State["gate"];
  readonly #deviceId: DeviceId;
  readonly #entries: Map<TxnId, Entry>;
  readonly #known: Map<TxnId, EventId>;
  readonly #put = new Map<TxnId, OutboxRecord>();
  readonly #remove = new Set<TxnId>();
  readonly #touched = new Set<RoomId>();

  constructor(state: State) {
    this.gate = state.gate;
    this.#deviceId = state.deviceId;
    this.#entries = new Map(state.entries);
    this.#known = new Map(state.known);
  }

  state = (): State => ({ deviceId: this.#deviceId, entries: this.#entries, known: this.#known, gate: this.gate });
  changes = () => ({ put: [...this.#put.values()], remove: [...this.#remove], touched: this.#touched });
  all = (): readonly Entry[] => [...this.#entries.values()];

  add(record: OutboxRecord): void {
    this.#entries.set(record.txnId, entryOf(record));
    this.#touched.add(record.intent.roomId);
    this.settleReferences(record.txnId);
  }

  /** Fills in the event ids that are known; an entry whose target is neither known nor waiting fails. */
  settleReferences(txnId: TxnId): void {
    for (const target of this.#entries.get(txnId)?.refersTo ?? []) {
      const eventId = this.#known.get(target);
      if (eventId !== undefined) this.#resolve(txnId, target, eventId);
      else if (!this.#entries.has(target)) this.keep(txnId, { failure: LOST_TARGET });
    }
  }

  /** A change of this run only. */
  change(txnId: TxnId, changes: Partial<Entry>): void {
    const entry = this.#entries.get(txnId);
    if (entry === undefined) return;
    this.#entries.set(txnId, { ...entry, ...changes });
    this.#touched.add(entry.intent.roomId);
  }

  /** Waits no longer, unless the server named the time. */
  hurry({ txnId, phase }: Entry): void {
    if (phase.is === "waiting" && !phase.strict) this.change(txnId, { phase: { is: "ready" } });
  }

  /** A change that the disk has to know. */
  keep(txnId: TxnId, changes: Partial<Entry>): void {
    this.change(txnId, changes);
    const entry = this.#entries.get(txnId);
    if (entry !== undefined) this.#put.set(txnId, recordOf(entry));
  }

  /** The server has it: what refers to it gets the event id. */
  arrived(txnId: TxnId, eventId: EventId | null): void {
    if (eventId === null) this.#drop(txnId);
    else if (this.#entries.get(txnId)?.eventId === undefined) {
      this.keep(txnId, { eventId, phase: { is: "ready" } });
      this.#learn(txnId, eventId);
    }
  }

  close(txnId: TxnId, eventId: EventId): void {
    if (!this.#entries.has(txnId)) return;
    this.#learn(txnId, eventId);
    this.#drop(txnId);
  }

  failed(txnId: TxnId, failure: SendFailure, moment: Moment): void {
    const entry = this.#entries.get(txnId);
    if (entry === undefined || !isBusy(entry)) return;
    if (failure.code === "signed-out") {
      this.gate = "ended";
      this.change(txnId, { phase: { is: "ready" } });
    } else if (failure.retry === "never") {
      this.keep(txnId, { failure, phase: { is: "ready" } });
    } else {
      const failures = entry.failures + 1;
      const until = moment.now + backoff(failures, failure, isAlert(entry), moment.chance);
      this.change(txnId, {
        failures,
        phase: { is: "waiting", until, strict: failure.retryAfterMs !== undefined },
      });
    }
  }

  /** History shows that no try until `now` arrived. */
  untried(txnId: TxnId, now: number): void {
    this.keep(txnId, { triedFrom: { deviceId: this.#deviceId, at: now }, phase: { is: "ready" } });
  }

  retry(txnId: TxnId): void {
    const entry = this.#entries.get(txnId);
    if (entry?.failure === undefined) return;
    const { failure, ...rest } = entry;
    this.#entries.set(txnId, { ...rest, failures: 0, insisted: failure.code === UNSURE.code });
    this.keep(txnId, { phase: { is: "ready" } });
    this.settleReferences(txnId);
  }

  discard(txnId: TxnId): void {
    const entry = this.#entries.get(txnId);
    if (entry === undefined || isBusy(entry) || entry.eventId !== undefined) return;
    this.#drop(txnId);
    for (const other of this.all()) {
      if (!other.refersTo.includes(txnId)) continue;
      if (hasMeaningAlone(other)) this.keep(other.txnId, { failure: LOST_TARGET, phase: { is: "ready" } });
      else this.discard(other.txnId);
    }
  }

  #learn(txnId: TxnId, eventId: EventId): void {
    this.#known.set(txnId, eventId);
    for (const other of this.all()) if (other.refersTo.includes(txnId)) this.#resolve(other.txnId, txnId, eventId);
  }

  #resolve(txnId: TxnId, target: TxnId, eventId: EventId): void {
    const entry = this.#entries.get(txnId);
    if (entry === undefined) return;
    const refersTo = entry.refersTo.filter((other) => other !== target);
    this.keep(txnId, { intent: resolved(entry.intent, target, eventId), refersTo });
  }

  #drop(txnId: TxnId): void {
    const entry = this.#entries.get(txnId);
    if (entry === undefined) return;
    this.#entries.delete(txnId);
    this.#put.delete(txnId);
    this.#remove.add(txnId);
    this.#touched.add(entry.intent.roomId);
  }
}

/** A reply is still somebody's words when the message before it is gone; an edit, a reaction, an answer or a redaction is nothing then. */
function hasMeaningAlone({ intent }: OutboxRecord): boolean {
  if (intent.is === "redact") return false;
  const relation = intent.content["m.relates_to"];
  return typeof relation === "object" && relation !== null && !("rel_type" in relation);
}
