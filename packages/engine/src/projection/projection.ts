import type { EventId, RoomId, TxnId, UserId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import { emptyBatch, writesOf } from "./batch.ts";
import type { Batch, Receipt, Receipts } from "./batch.ts";
import type { Database, Entry } from "./database.ts";
import type { Key } from "./schema.ts";
import type { RoomRecord } from "./room-record.ts";
import { stateKeyOf } from "./room-state.ts";
import type { RoomState, StateEvent } from "./room-state.ts";
import type { SessionRecord } from "./session-record.ts";
import type { TimelineEvent, TimelineItem } from "./timeline-event.ts";

/** Rooms read before the first answer; the rest follows at once. One screen of a list and some more. */
const FIRST_ROOMS = 60;
const ROOMS_AT_ONCE = 150;

type Kept = {
  readonly session: SessionRecord | undefined;
  readonly token: string | undefined;
  /** `m.direct`: which rooms are direct chats, so that they are shown as such from the first row on. */
  readonly direct: Content | undefined;
};
export type ProjectionListener = (batch: Batch) => void;

/**
 * What this device knows of its account. Readers get committed facts only: `commit` writes first and tells afterwards. Summaries of rooms are kept in memory;
 * states, receipts and histories are read when somebody asks.
 */
export class Projection {
  readonly database: Database;
  readonly rooms = new Map<RoomId, RoomRecord>();
  readonly accountData = new Map<string, Content>();
  session: SessionRecord | undefined;
  token: string | undefined;
  /** False until every room's summary has been read from the disk. */
  complete = false;
  /** Resolves when `complete` is true. */
  readonly loaded: Promise<void>;
  readonly #states = new Map<RoomId, Promise<RoomState>>();
  readonly #receipts = new Map<RoomId, Promise<Receipts>>();
  readonly #listeners = new Set<ProjectionListener>();
  #tail: Promise<unknown> = Promise.resolve();
  #sessionTail: Promise<unknown> = Promise.resolve();

  /** Use `openProjection`. */
  constructor(database: Database, first: readonly RoomRecord[], kept: Kept, rest: Promise<void>) {
    this.database = database;
    this.session = kept.session;
    this.token = kept.token;
    if (kept.direct !== undefined) this.accountData.set("m.direct", kept.direct);
    for (const room of first) this.rooms.set(room.id, room);
    this.loaded = rest.then(() => this.#loadRest());
    // Who waits for it hears of a failure; closing the tables early is none.
    this.loaded.catch(() => undefined);
  }

  /** Runs `work` alone: whoever reads, decides and commits does so in here, one after the other. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(work, work);
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /**
   * Committed as a whole when it resolves; then everybody is told. A kill of the browser loses nothing of it; a power cut may lose the newest commits, with their
   * token, and the server sends them again. Rejects, with nothing changed, where the storage refuses.
   */
  async commit(change: Partial<Batch>): Promise<void> {
    const batch: Batch = { ...emptyBatch, ...change };
    await this.database.write(writesOf(batch), "relaxed");
    for (const [id, room] of batch.rooms) this.rooms.set(id, room);
    for (const [id, state] of batch.states) this.#states.set(id, Promise.resolve(state));
    for (const [id, receipts] of batch.receipts) this.#receipts.set(id, Promise.resolve(receipts));
    for (const [type, content] of batch.accountData) this.accountData.set(type, content);
    if (batch.token !== undefined) this.token = batch.token;
    if (batch.session !== undefined) this.session = batch.session;
    this.#tell(batch);
  }

  /** Changes part of what is kept of the session, one change after the other: none writes back what another just replaced, a refreshed token above all. */
  changeSession(change: Partial<SessionRecord>): Promise<void> {
    const run = this.#sessionTail.then(async () => {
      if (this.session !== undefined) await this.commit({ session: { ...this.session, ...change } });
    });
    this.#sessionTail = run.catch(() => undefined);
    return run;
  }

  listen(listener: ProjectionListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  state(room: RoomId): Promise<RoomState> {
    return cached(this.#states, room, async () => {
      const events = (await this.database.get<StateEvent[]>("states", room)) ?? [];
      return new Map(events.map((event) => [stateKeyOf(event.type, event.key), event]));
    });
  }

  receipts(room: RoomId): Promise<Receipts> {
    return cached(this.#receipts, room, async () => {
      const all = (await this.database.get<[UserId, Receipt][]>("receipts", room)) ?? [];
      return new Map(all);
    });
  }

  /** Up to `limit` items before `before` (exclusive), in rising order. */
  async items(room: RoomId, before: number, limit: number): Promise<TimelineItem[]> {
    const to = before === Infinity ? Number.MAX_SAFE_INTEGER : before;
    const from = [room, Number.MIN_SAFE_INTEGER];
    const found = await this.database.list<TimelineItem>("events", {
      from,
      to: [room, to],
      limit: limit + 1,
      reverse: true,
    });
    const items = found.map(({ value }) => value).filter(({ pos }) => pos < before);
    return items.slice(0, limit).reverse();
  }

  /** Items after `after` (exclusive), in rising order. */
  async itemsAfter(room: RoomId, after: number, limit: number): Promise<TimelineItem[]> {
    const range = { from: [room, after], to: [room, Number.MAX_SAFE_INTEGER] };
    const found = await this.database.list<TimelineItem>("events", { ...range, limit: limit + 1 });
    return found
      .map(({ value }) => value)
      .filter(({ pos }) => pos > after)
      .slice(0, limit);
  }

  /** The event and the room it is in. */
  async event(id: EventId): Promise<{ room: RoomId; event: TimelineEvent } | undefined> {
    return located(
      await this.database.list<TimelineEvent>("events", { index: "event", from: id, to: id, limit: 1 }),
    )[0];
  }

  /** What relates to an event: edits, reactions, answers. */
  async related(target: EventId): Promise<TimelineEvent[]> {
    const found = await this.database.list<TimelineEvent>("events", { index: "target", from: target, to: target });
    return found.map(({ value }) => value);
  }

  /** Events whose key has not arrived, up to `limit`. */
  async undecrypted(limit: number): Promise<{ room: RoomId; event: TimelineEvent }[]> {
    return located(await this.database.list<TimelineEvent>("events", { index: "pending", limit }));
  }

  async sentAs(txn: TxnId): Promise<EventId | undefined> {
    const found = await this.database.list<TimelineEvent>("events", { index: "txn", from: txn, to: txn, limit: 1 });
    return found[0]?.value.id;
  }

  /** Reads what is left in portions, so that whoever asks for something meanwhile does not wait for all of it. */
  async #loadRest(): Promise<void> {
    const { database } = this;
    for (const { key, value } of await database.list<Content>("accountData")) this.#know(String(key[1]), value);
    let after: Key = "";
    for (;;) {
      const page: readonly Entry<RoomRecord>[] = await database.list<RoomRecord>("rooms", {
        from: after,
        limit: ROOMS_AT_ONCE,
      });
      const fresh = page.filter(({ key }) => key !== after);
      for (const { value } of fresh) if (!this.rooms.has(value.id)) this.rooms.set(value.id, value);
      after = fresh.at(-1)?.key ?? after;
      if (page.length < ROOMS_AT_ONCE || fresh.length === 0) break;
      await new Promise((done) => setTimeout(done));
    }
    this.complete = true;
    this.#tell({ ...emptyBatch, rooms: this.rooms, accountData: this.accountData });
  }

  #know(type: string, content: Content): void {
    if (!this.accountData.has(type)) this.accountData.set(type, content);
  }

  #tell(batch: Batch): void {
    for (const listener of this.#listeners) listener(batch);
  }
}

/** `rest`: when to read what the first screen does not need. */
export async function openProjection(database: Database, rest: Promise<void> = Promise.resolve()): Promise<Projection> {
  const [rooms, session, token, direct] = await Promise.all([
    database.list<RoomRecord, "rooms">("rooms", { index: "order", limit: FIRST_ROOMS }),
    database.get<SessionRecord>("meta", "session"),
    database.get<string>("meta", "token"),
    database.get<Content>("accountData", ["", "m.direct"]),
  ]);
  return new Projection(
    database,
    rooms.map(({ value }) => value),
    { session, token, direct },
    rest,
  );
}

const located = (found: readonly { key: unknown; value: TimelineEvent }[]): { room: RoomId; event: TimelineEvent }[] =>
  found.map(({ key, value }) => ({ room: (key as [RoomId, number])[0], event: value }));

function cached<K, V>(cache: Map<K, Promise<V>>, key: K, load: () => Promise<V>): Promise<V> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const loading = load();
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}
