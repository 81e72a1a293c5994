import { inTransaction } from "../store/database.ts";
import { workOff } from "./pass.ts";
import type { PassParts } from "./pass.ts";
import { createRecentEvents } from "./recent-events.ts";

/** Takes in what the homeserver says. */
export interface Inbox {
  /** The transaction is durable when this returns, so it may be acknowledged. Throws where the disk does not take it. */
  receive(body: Uint8Array): void;
  /** Events that the homeserver may never tell, in the order of each room; worked off before everything that waits. */
  receiveMissed(events: readonly unknown[]): void;
  /** Works off what waits, and from then on whatever comes. */
  release(): void;
  /** Takes everything in and works nothing off, from the start until `release`. */
  hold(): void;
  /** The disk refused a write, and none has gone through since. */
  isTroubled(): boolean;
  /** Resolves when nothing waits to be worked off, or at once while on hold. */
  drained(): Promise<void>;
}

type Parts = Omit<PassParts, "recent"> & {
  /** Called after a commit that may have left something to do. */
  readonly committed: () => void;
};

/** How long a pass waits for company: one commit then covers what came meanwhile. Well under what people notice. */
const GATHER_MS = 15;
/** Of one pass, unless one transaction is larger; bounds how long the process does nothing else to some 30 ms. */
const PASS_BYTES = 2_000_000;
const TROUBLE_PAUSE_MS = 1_000;

/**
 * Passes over the received transactions in the order of their arrival, so each room's events are worked off in the
 * homeserver's order. One pass is one commit: events marked as done, their effects, and the transactions' end. A crash
 * in between leaves all of it undone, a crash after it leaves nothing to repeat.
 */
export const createInbox = ({ committed, ...parts }: Parts): Inbox => {
  const { db, store, log } = parts;
  const recent = createRecentEvents(store.lately());
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let troubled = false;
  let whenDrained: (() => void)[] = [];

  const plan = (delay: number): void => {
    if (running) timer ??= setTimeout(pass, delay);
  };

  const pass = (): void => {
    timer = undefined;
    const started = performance.now();
    try {
      const batch = store.oldest(PASS_BYTES);
      if (batch.length === 0) return answerDrained();
      const counts = inTransaction(db, () => workOff(batch, { ...parts, recent }));
      recent.keep();
      troubled = false;
      log.info({ ...counts, transactions: batch.length, ms: Math.round(performance.now() - started) }, "worked off");
      committed();
      if (store.isEmpty()) answerDrained();
      else plan(0);
    } catch (error) {
      recent.drop();
      troubled = true;
      log.error({ err: error, code: "STORAGE_TROUBLE" }, "pass failed and is repeated");
      plan(TROUBLE_PAUSE_MS);
    }
  };

  const answerDrained = (): void => {
    const waiting = whenDrained;
    whenDrained = [];
    for (const resolve of waiting) resolve();
  };

  return {
    receive: (body) => {
      try {
        store.receive(body);
      } catch (error) {
        troubled = true;
        throw error;
      }
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
    hold: () => {
      running = false;
      clearTimeout(timer);
      timer = undefined;
      answerDrained();
    },
    isTroubled: () => troubled,
    drained: () =>
      new Promise((resolve) => {
        whenDrained.push(resolve);
        if (running) plan(0);
        else answerDrained();
      }),
  };
};
