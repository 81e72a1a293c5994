import type { Database } from "../store/database.ts";
import { inSavepoint, inTransaction, isStorageTrouble } from "../store/database.ts";
import type { DeadLetterStore } from "../store/dead-letter-store.ts";
import type { InboxStore, Received } from "../store/inbox-store.ts";
import type { Log } from "../log.ts";
import { createRecentEvents } from "./recent-events.ts";
import type { Entry, MatrixEvent, Transaction } from "./transaction.ts";
import { readTransaction } from "./transaction.ts";

/** Takes in what the homeserver says. */
export interface Inbox {
  /** The transaction is durable when this returns, so it may be acknowledged. Throws where the disk does not take it. */
  receive(txnId: string, body: Uint8Array): void;
  /** Events that the homeserver may never tell, in the order of each room; worked off before everything that waits. */
  receiveMissed(events: readonly unknown[]): void;
  /** Works off what waits, and from then on whatever comes. */
  release(): void;
  /** Takes everything in and works nothing off, from the start until `release`. */
  hold(): void;
  /** Resolves when nothing waits to be worked off, or at once while on hold. */
  drained(): Promise<void>;
}

type Parts = {
  readonly db: Database;
  readonly store: InboxStore;
  readonly deadLetters: DeadLetterStore;
  /** Applies one event inside the open transaction: what it changes and what follows from it. An exception sets it aside. */
  readonly work: (event: MatrixEvent) => void;
  /** Called after a commit that may have left something to do. */
  readonly committed: () => void;
  readonly log: Log;
  readonly now: () => number;
};

/** How long a pass waits for company: one commit then covers what came meanwhile. Well under what people notice. */
const GATHER_MS = 15;
/** Transactions per pass; bounds how long the process does nothing else. */
const PASS = 32;
const TROUBLE_PAUSE_MS = 1_000;

/**
 * Passes over the received transactions in the order of their arrival, so each room's events are worked off in the
 * homeserver's order. One pass is one commit: events marked as done, their effects, and the transactions' end. A crash
 * in between leaves all of it undone, a crash after it leaves nothing to repeat.
 */
export const createInbox = ({ db, store, deadLetters, work, committed, log, now }: Parts): Inbox => {
  const tails = new Map<string, string>();
  const recent = createRecentEvents(store.lately());
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let whenDrained: (() => void)[] = [];

  const plan = (delay: number): void => {
    if (running) timer ??= setTimeout(pass, delay);
  };

  const pass = (): void => {
    timer = undefined;
    tails.clear();
    const started = performance.now();
    try {
      const batch = store.oldest(PASS);
      if (batch.length > 0) {
        const counts = inTransaction(db, () => {
          const counts = batch.map(workOff).reduce(sum, NOTHING);
          for (const [room, eventId] of tails) store.setTail(room, eventId);
          return counts;
        });
        recent.keep();
        log.info({ ...counts, transactions: batch.length, ms: Math.round(performance.now() - started) }, "worked off");
        committed();
      }
      if (batch.length === PASS) plan(0);
      else settle();
    } catch (error) {
      recent.drop();
      log.error({ err: error, code: "STORAGE_TROUBLE" }, "pass failed and is repeated");
      plan(TROUBLE_PAUSE_MS);
    }
  };

  const settle = (): void => {
    if (store.waiting() > 0) plan(0);
    else answerDrained();
  };

  const answerDrained = (): void => {
    const waiting = whenDrained;
    whenDrained = [];
    for (const resolve of waiting) resolve();
  };

  const workOff = ({ id, body }: Received): Counts => {
    const transaction = attemptRead(id, body);
    const counts = transaction.entries
      .map((entry, index) => workOffEntry(entry, `${id}/${index}`))
      .reduce(sum, NOTHING);
    store.finish(
      id,
      transaction.entries.flatMap((entry) => (entry.is === "event" ? [entry.event.event_id] : [])),
    );
    return { ...counts, ephemeral: transaction.ephemeral.length };
  };

  const attemptRead = (id: number, body: Uint8Array): Transaction => {
    try {
      return readTransaction(body);
    } catch {
      setAside(`transaction/${id}`, "NO_JSON", Buffer.from(body).toString("utf8"));
      return { entries: [], ephemeral: [] };
    }
  };

  const workOffEntry = (entry: Entry, place: string): Counts => {
    if (entry.is === "broken") {
      setAside(place, "NO_EVENT", JSON.stringify(entry.raw));
      return { ...NOTHING, setAside: 1 };
    }
    const { event } = entry;
    if (!recent.add(event.event_id)) return { ...NOTHING, repeated: 1 };
    tails.set(event.room_id, event.event_id);
    try {
      inSavepoint(db, () => work(event));
      return { ...NOTHING, events: 1 };
    } catch (error) {
      if (isStorageTrouble(error)) throw error;
      log.error({ err: error, code: "WORK_FAILED", event: event.event_id, room: event.room_id }, "event set aside");
      setAside(event.event_id, "WORK_FAILED", JSON.stringify(event));
      return { ...NOTHING, setAside: 1 };
    }
  };

  const setAside = (ref: string, code: string, body: string): void =>
    deadLetters.keep({ source: "inbox", ref, code, body }, now());

  const hold = (): void => {
    running = false;
    clearTimeout(timer);
    timer = undefined;
    answerDrained();
  };

  return {
    receive: (txnId, body) => {
      store.receive(txnId, body);
      plan(GATHER_MS);
    },
    receiveMissed: (events) => {
      store.receiveMissed(Buffer.from(JSON.stringify({ events })));
      plan(0);
    },
    release: () => {
      running = true;
      plan(0);
    },
    hold,
    drained: () =>
      new Promise((resolve) => {
        whenDrained.push(resolve);
        if (running) plan(0);
        else answerDrained();
      }),
  };
};

type Counts = {
  readonly events: number;
  readonly repeated: number;
  readonly setAside: number;
  readonly ephemeral: number;
};
const NOTHING: Counts = { events: 0, repeated: 0, setAside: 0, ephemeral: 0 };

const sum = (a: Counts, b: Counts): Counts => ({
  events: a.events + b.events,
  repeated: a.repeated + b.repeated,
  setAside: a.setAside + b.setAside,
  ephemeral: a.ephemeral + b.ephemeral,
});
