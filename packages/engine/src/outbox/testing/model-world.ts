import { deviceId, failed, ok, roomId, txnId } from "@paceline/protocol";
import type { EventId, Result, RoomId, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Entry, OutboxRecord } from "../entry.ts";
import { nextWake, restored, step } from "../machine.ts";
import type { Intent } from "../outbox-port.ts";
import type { Found, Input, Start, State, Step } from "../state.ts";
import { ModelServer } from "./model-server.ts";

/** What the network does with one request: `cut-before` it reaches the server, or `cut-after` the server has acted on it. */
export type Fate = "answered" | "cut-before" | "cut-after" | "limited";

type Answer<T> = Result<T, EngineFailureCode>;
const OFFLINE: Answer<never> = failed("offline", "later");
const LIMITED: Answer<never> = { ok: false, failure: { code: "rate-limited", retry: "later", retryAfterMs: 3_000 } };
const REFUSED: Answer<never> = failed("forbidden", "never");

/** The machine between a disk, a clock, a network and a server that all misbehave as told. */
export class ModelWorld {
  readonly server = new ModelServer();
  /** Everything that was ever taken, in order of writing. */
  readonly written: OutboxRecord[] = [];
  readonly discarded = new Set<TxnId>();
  readonly refused = new Set<TxnId>();
  now = 1_000_000;
  state: State;
  readonly #onStep: (state: State, now: number) => void;
  #disk = new Map<TxnId, OutboxRecord>();
  #unflushed: Step[] = [];
  #underWay: Start[] = [];
  #synced = 0;
  #device = 0;

  constructor(onStep: (state: State, now: number) => void) {
    this.#onStep = onStep;
    this.state = restored([], this.device);
  }

  get device() {
    return deviceId(`D${this.#device}`);
  }

  write(room: number, lane: "room" | "alert", refersTo: TxnId | undefined, refuse: boolean): void {
    const number = this.written.length + 1;
    const relation = refersTo === undefined ? {} : { "m.relates_to": { rel_type: "m.replace", event_id: refersTo } };
    const intent: Intent = { is: "event", roomId: modelRoom(room), type: "m.room.message", content: relation, lane };
    const triedFrom = { deviceId: this.device, at: this.now };
    const record: OutboxRecord = { txnId: txnId(`t${number}`), number, at: this.now, intent, triedFrom };
    if (refuse) this.refused.add(record.txnId);
    this.written.push(record);
    this.#flush();
    this.#disk.set(record.txnId, record);
    this.#take({ is: "added", record });
  }

  network(at: number, fate: Fate): void {
    if (this.#underWay.length === 0) return;
    const [start] = this.#underWay.splice(at % this.#underWay.length, 1);
    if (start !== undefined) this.#carry(start, fate);
  }

  /** Events since the last one; `gap` leaves their echoes out, `again` tells them twice. */
  sync(gap: boolean, again: boolean): void {
    const events = this.server.timeline.slice(this.#synced);
    this.#synced = this.server.timeline.length;
    const mine = gap ? [] : events.filter((event) => event.deviceId === this.device);
    for (const { txnId, eventId } of again ? [...mine, ...mine] : mine) this.#take({ is: "echoed", txnId, eventId });
    if (this.state.gate === "early") this.#take({ is: "opened" });
    this.#take({ is: "synced" });
  }

  /** SIGKILL. What was not flushed is gone where `losing`; requests under way arrive or do not. */
  crash(losing: boolean, arriving: boolean, otherDevice: boolean): void {
    for (const start of this.#underWay.splice(0)) if (arriving) this.#reach(start);
    if (losing) this.#unflushed = [];
    this.#flush();
    if (otherDevice) this.#device += 1;
    this.state = restored([...this.#disk.values()], this.device);
    this.#take({ is: "woken" });
  }

  /** Requests do not last for hours: those under way break first. */
  pass(ms: number): void {
    if (ms > 60_000) while (this.#underWay.length > 0) this.network(0, "cut-after");
    this.now += ms;
    this.#take({ is: "woken" });
  }

  reconnect = (): void => this.#take({ is: "reconnected" });
  retryAll(): void {
    for (const txnId of this.state.entries.keys()) this.#take({ is: "retried", txnId });
  }

  discard(at: number): void {
    const idle = [...this.state.entries.values()].filter(({ phase }) => phase.is === "ready" || phase.is === "waiting");
    const entry = idle[at % Math.max(1, idle.length)];
    if (entry === undefined || entry.eventId !== undefined) return;
    const before = new Set(this.state.entries.keys());
    this.#take({ is: "discarded", txnId: entry.txnId });
    // The outbox commits it strictly.
    this.#flush();
    for (const gone of before) if (!this.state.entries.has(gone)) this.discarded.add(gone);
  }

  /** Everything works again, for as long as anything can still move. */
  heal(): void {
    for (let rounds = 0; rounds < 200 && this.open().length > 0; rounds += 1) {
      this.sync(false, false);
      while (this.#underWay.length > 0) this.network(0, "answered");
      const due = nextWake(this.state);
      if (due !== undefined) this.pass(Math.max(0, due - this.now));
    }
  }

  /** What can still be sent: not failed, and not waiting for something that is. */
  open(): readonly Entry[] {
    return [...this.state.entries.values()].filter((entry) => entry.failure === undefined && !this.#stuck(entry));
  }

  #stuck(entry: Entry): boolean {
    const targets = entry.refersTo.map((txnId) => this.state.entries.get(txnId));
    return targets.some((target) => target !== undefined && (target.failure !== undefined || this.#stuck(target)));
  }

  #take(input: Input): void {
    const next = step(this.state, input, { now: this.now, chance: 0.5 });
    this.state = next.state;
    this.#unflushed.push(next);
    this.#underWay.push(...next.start);
    this.#onStep(this.state, this.now);
  }

  #carry(start: Start, fate: Fate): void {
    const arrives = fate === "answered" || fate === "cut-after";
    const answer = arrives ? this.#reach(start) : undefined;
    const { txnId } = start.record;
    const seen = fate === "limited" ? LIMITED : fate === "answered" && answer !== undefined ? answer : OFFLINE;
    if (start.do === "check") this.#take({ is: "checked", txnId, found: seen });
    else this.#take({ is: "answered", txnId, answer: seen as Answer<EventId> });
  }

  #reach({ do: work, record }: Start): Answer<Found> {
    if (work === "check") return ok(this.server.find(record.txnId) ?? "absent");
    return this.refused.has(record.txnId) ? REFUSED : ok(this.server.put(record, this.device, this.now));
  }

  #flush(): void {
    for (const { put, remove } of this.#unflushed) {
      for (const record of put) this.#disk.set(record.txnId, record);
      for (const txnId of remove) this.#disk.delete(txnId);
    }
    this.#unflushed = [];
  }
}

const modelRoom = (at: number): RoomId => roomId(`!room${at}`);
