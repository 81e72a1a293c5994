import { deviceId, eventId, failed, ok, txnId } from "@paceline/protocol";
import type { EventId, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Content } from "../../matrix/client-port.ts";
import type { OutboxParts } from "../outbox.ts";
import type { OutboxRecord } from "../entry.ts";
import type { OutboxStore } from "../outbox-store.ts";
import type { Found } from "../state.ts";

export type Sent = { readonly roomId: RoomId; readonly txnId: TxnId; readonly type: string; readonly content: Content };

/** Parts of an outbox whose clock, disk, network and server do what a test says. */
export class FakeParts implements OutboxParts {
  /** What reached the writer, in order. */
  readonly sent: Sent[] = [];
  /** What the writer began with, in order. */
  readonly encrypted: TxnId[] = [];
  /** What no power cut brings back. */
  readonly goneForSure: TxnId[] = [];
  readonly records = new Map<TxnId, OutboxRecord>();
  answer: (sent: Sent) => Promise<Result<EventId | null, EngineFailureCode>> = async ({ txnId: id }) =>
    ok(eventId(`$${id}`));
  found: Found = "absent";
  storageFull = false;
  time = 1_000_000;
  deviceId = deviceId("PHONE");
  #timers: { at: number; then: () => void }[] = [];
  #count = 0;

  readonly chance = (): number => 1;
  readonly newTxnId = (): TxnId => txnId(`t${(this.#count += 1)}`);
  readonly clock = {
    now: (): number => this.time,
    wake: (at: number, then: () => void): (() => void) => {
      const timer = { at, then };
      this.#timers.push(timer);
      return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
    },
  };
  readonly history = { find: async (): Promise<Result<Found, EngineFailureCode>> => ok(this.found) };
  readonly writer: OutboxParts["writer"] = {
    encryptAndPut: async (roomId, type, content, id, kept) => {
      this.encrypted.push(id);
      if ((await kept) === false) return failed("cancelled", "never");
      return this.#take({ roomId, txnId: id, type, content });
    },
    redact: (roomId: RoomId, target: EventId, id: TxnId, reason?: string) => {
      this.sent.push({ roomId, txnId: id, type: "m.room.redaction", content: { redacts: target, reason } });
      return Promise.resolve(ok(eventId(`$${id}`)));
    },
  };
  readonly store: OutboxStore = {
    load: async () => [...this.records.values()],
    commit: async ({ put, remove }, durability) => {
      if (durability === "strict") for (const gone of remove) this.goneForSure.push(gone);
      if (this.storageFull) return failed("storage-full", "later");
      for (const record of put) this.records.set(record.txnId, record);
      for (const id of remove) this.records.delete(id);
      return ok(null);
    },
    settled: async () => {},
  };

  pass(ms: number): void {
    this.time += ms;
    const due = this.#timers.filter(({ at }) => at <= this.time);
    this.#timers = this.#timers.filter(({ at }) => at > this.time);
    for (const { then } of due) then();
  }

  #take(sent: Sent): Promise<Result<EventId | null, EngineFailureCode>> {
    this.sent.push(sent);
    return this.answer(sent);
  }
}
