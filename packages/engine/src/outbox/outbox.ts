import { failed, isEventId, ok } from "@paceline/protocol";
import type { DeviceId, Failed, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { RoomWriter } from "../matrix/client-port.ts";
import { Ahead } from "./ahead.ts";
import type { Answer } from "./ahead.ts";
import { isCounted } from "./counted.ts";
import { isBusy, shown } from "./entry.ts";
import type { OutboxRecord } from "./entry.ts";
import { nextWake, restored, step } from "./machine.ts";
import type { Intent, Outbox } from "./outbox-port.ts";
import { removalOf } from "./outbox-store.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { TXN_KEY } from "./recent-history.ts";
import type { RecentHistory } from "./recent-history.ts";
import type { Input, Start } from "./state.ts";

/** Time as the outbox needs it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls once, `at` or soon after; returns what calls it off. */
  wake(at: number, then: () => void): () => void;
}

export type OutboxParts = {
  readonly store: OutboxStore;
  readonly writer: Pick<RoomWriter, "encryptAndPut" | "redact">;
  readonly history: RecentHistory;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly newTxnId: () => TxnId;
  /** The device of this sign-in; servers remember transaction ids for each device. */
  readonly deviceId: DeviceId;
};

/**
 * Bytes of a content's JSON that fit one event (65,536 bytes as the server stores it; spec, "Size limits") also after encryption, which makes
 * four bytes of three, with room for what the servers add.
 */
export const MAX_CONTENT_BYTES = 45_000;

/** Loads what the last run left. Alerts leave at once; rooms wait for `start`. */
export async function openOutbox(parts: OutboxParts): Promise<Outbox> {
  const { store, clock } = parts;
  const records = await store.load();
  let state = restored(records, parts.deviceId);
  let lastNumber = Math.max(0, ...records.map(({ number }) => number));
  let stopping = false;
  let callOff: () => void = () => {};
  const enqueuing = new Map<TxnId, Promise<Result<TxnId, EngineFailureCode>>>();
  const running = new Set<Promise<void>>();
  const listeners = new Set<(roomId: RoomId) => void>();
  const ahead = new Ahead();
  const moment = () => ({ now: clock.now(), chance: parts.chance() });

  /** The one way anything changes. A commit that fails here costs nothing: after a restart the same transaction id leads to the same event. */
  function take(input: Input, durability: "relaxed" | "strict" = "relaxed"): Promise<unknown> {
    const next = step(state, input, moment());
    ({ state } = next);
    const committed = store.commit(next, durability);
    for (const start of next.start) begin(start);
    const due = nextWake(state);
    callOff();
    callOff = due === undefined ? () => {} : clock.wake(due, () => void take({ is: "woken" }));
    for (const roomId of next.touched) for (const listener of listeners) listener(roomId);
    return committed;
  }

  function begin({ do: work, record }: Start): void {
    if (stopping) return;
    const run = (work === "send" ? send(record) : check(record)).finally(() => running.delete(run));
    running.add(run);
  }

  async function send({ txnId, intent }: OutboxRecord): Promise<void> {
    const answer = await (ahead.leave(txnId) ?? put(parts.writer, intent, txnId)).catch(unexpected);
    void take({ is: "answered", txnId, answer });
  }

  async function check({ txnId, intent, triedFrom }: OutboxRecord): Promise<void> {
    const found = await parts.history.find(intent.roomId, txnId, triedFrom.at).catch(unexpected);
    void take({ is: "checked", txnId, found });
  }

  async function add(intent: Intent, txnId: TxnId): Promise<Result<TxnId, EngineFailureCode>> {
    const at = clock.now();
    lastNumber += 1;
    const triedFrom = { deviceId: parts.deviceId, at };
    const record: OutboxRecord = { txnId, number: lastNumber, at, intent, triedFrom };
    const keeping = store.commit({ put: [record], remove: [] }, "strict");
    beginAhead(record);
    const committed = await keeping;
    if (committed.ok) void take({ is: "added", record });
    ahead.drop(txnId);
    return committed.ok ? ok(txnId) : committed;
  }

  /** What would leave at once if it were on the disk already. */
  function beginAhead(record: OutboxRecord): void {
    if (stopping || record.intent.is !== "event") return;
    const first = step(state, { is: "added", record }, moment()).start.find((one) => one.record.txnId === record.txnId);
    if (first?.do !== "send") return;
    const { txnId, intent } = first.record;
    ahead.begin(txnId, (kept) => put(parts.writer, intent, txnId, kept));
  }

  /** Counted, and without an answer of the server. */
  const unsent = () =>
    [...state.entries.values()].filter(({ eventId, intent }) => eventId === undefined && isCounted(intent));

  void take({ is: "woken" });
  return {
    enqueue(intent, txnId = parts.newTxnId()) {
      if (state.entries.has(txnId) || state.known.has(txnId)) return Promise.resolve(ok(txnId));
      if (stopping) return Promise.resolve(failed("signed-out", "never"));
      if (sizeOf(intent) > MAX_CONTENT_BYTES) return Promise.resolve(failed("too-large", "never"));
      const earlier = enqueuing.get(txnId);
      if (earlier !== undefined) return earlier;
      const added = add(intent, txnId).finally(() => enqueuing.delete(txnId));
      enqueuing.set(txnId, added);
      return added;
    },
    entries: (roomId) => [...state.entries.values()].filter(({ intent }) => intent.roomId === roomId).map(shown),
    counts() {
      const lost = unsent().filter(({ failure }) => failure !== undefined).length;
      return { queued: unsent().length - lost, failed: lost };
    },
    failed: () => unsent().flatMap(({ failure, txnId }) => (failure === undefined ? [] : [txnId])),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closing(echoes) {
      // An entry that others refer to goes in one write with their event ids, when `echoed` is told.
      const needed = new Set([...state.entries.values()].flatMap(({ refersTo }) => refersTo));
      return echoes
        .filter(({ txnId }) => state.entries.has(txnId) && !needed.has(txnId))
        .map(({ txnId }) => removalOf(txnId));
    },
    echoed: (txnId, eventId) => void take({ is: "echoed", txnId, eventId }),
    async retry(txnId) {
      if (state.entries.get(txnId)?.failure === undefined) return failed("not-found", "never");
      await take({ is: "retried", txnId });
      return ok(null);
    },
    async discard(txnId) {
      const entry = state.entries.get(txnId);
      if (entry === undefined) return failed("not-found", "never");
      if (isBusy(entry) || entry.eventId !== undefined) return failed("invalid-input", "never", "already on its way");
      // What somebody took back must not be sent after a power cut, behind what was written later.
      await take({ is: "discarded", txnId }, "strict");
      return ok(null);
    },
    start: () => void take({ is: "opened" }),
    synced: () => void take({ is: "synced" }),
    reconnected: () => void take({ is: "reconnected" }),
    async stop() {
      stopping = true;
      await Promise.all([...running, ...enqueuing.values()]);
      await ahead.settled();
      callOff();
      await store.settled();
    },
  };
}

async function put(writer: OutboxParts["writer"], intent: Intent, txnId: TxnId, kept?: Promise<boolean>): Answer {
  if (intent.is === "event")
    return writer.encryptAndPut(intent.roomId, intent.type, { ...intent.content, [TXN_KEY]: txnId }, txnId, kept);
  if (!isEventId(intent.eventId)) throw new TypeError("a redaction left before its target was known");
  return writer.redact(intent.roomId, intent.eventId, txnId, intent.reason);
}

/** A part that rejects (the engine did not start, a bug) must not leave an entry on its way for ever. */
const unexpected = (error: unknown): Failed<EngineFailureCode> =>
  failed("internal", "later", error instanceof Error ? error.name : "unknown");

const sizeOf = (intent: Intent): number =>
  intent.is === "redact" ? 0 : new TextEncoder().encode(JSON.stringify(intent.content)).byteLength;
