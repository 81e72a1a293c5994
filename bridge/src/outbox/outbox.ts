import { setTimeout as pause } from "node:timers/promises";
import { failed } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { Log } from "../log.ts";
import type { Intent, Planned } from "../mapping/intent.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { DeadLetterStore } from "../store/dead-letter-store.ts";
import type { OutboxEntry, OutboxStore, Standing } from "../store/outbox-store.ts";
import { waitBefore } from "./backoff.ts";
import type { Performed } from "./perform.ts";

/** Does what was planned, in the order of each lane, as often as it takes. */
export interface Outbox {
  /** Something was added. */
  wake(): void;
  /** The homeserver is back: what was put off is tried now. */
  hurry(): void;
  start(): void;
  /** Begins nothing more and resolves when what runs has ended. */
  stop(): Promise<void>;
  /** Resolves when none of these is open any more, or after `withinMs`, with how each stands. */
  standings(txns: readonly string[], withinMs: number): Promise<readonly Standing[]>;
}

type Parts = {
  readonly db: Database;
  readonly store: OutboxStore;
  readonly deadLetters: DeadLetterStore;
  readonly perform: (planned: Pick<Planned, "txn" | "intent">) => Promise<Result<Performed>>;
  readonly log: Log;
  readonly now: () => number;
  readonly chance: () => number;
};

/** Lanes that are worked on at the same time, not counting urgent ones; the homeserver works on few requests at once anyway. */
const LANES_AT_ONCE = 6;
const TROUBLE_PAUSE_MS = 1_000;

export const createOutbox = ({ db, store, deadLetters, perform, log, now, chance }: Parts): Outbox => {
  const busy = new Map<string, Promise<void>>();
  const waiters = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  const turn = (): void => {
    clearTimeout(timer);
    if (!running) return;
    const free = store.heads().filter(({ lane }) => !busy.has(lane));
    const due = free.filter(({ dueAt }) => dueAt <= now());
    const places = Math.max(0, LANES_AT_ONCE - busy.size);
    for (const [place, entry] of due.entries()) {
      if (entry.urgent || place < places) busy.set(entry.lane, work(entry));
    }
    const next = Math.min(...free.filter(({ dueAt }) => dueAt > now()).map(({ dueAt }) => dueAt));
    if (Number.isFinite(next)) timer = setTimeout(turn, next - now());
  };

  const work = async (entry: OutboxEntry): Promise<void> => {
    await attempt(entry).catch(storageTrouble);
    done(entry);
  };

  const done = ({ lane }: OutboxEntry): void => {
    busy.delete(lane);
    for (const look of waiters) look();
    turn();
  };

  const attempt = async (entry: OutboxEntry): Promise<void> => {
    const { id, txn, intent, attempts } = entry;
    const about = { txn, do: intent.do, room: intent.room };
    const result = await perform(entry).catch(bug);
    if (result.ok) {
      store.finish(id, now(), result.value);
      log.info(about, result.value.withheld ? "withheld: the room is encrypted" : "done");
      return;
    }
    const { failure } = result;
    const why = { ...about, code: failure.code, cause: failure.cause };
    if (failure.retry !== "never") {
      const wait = waitBefore(entry.urgent ? 0 : attempts, failure, chance());
      store.defer(id, now() + wait);
      log.warn({ ...why, attempts: attempts + 1, wait }, "deferred");
      return;
    }
    inTransaction(db, () => {
      deadLetters.keep(
        { source: "outbox", ref: txn, code: failure.code, body: JSON.stringify(wordless(intent)) },
        now(),
      );
      store.finish(id, now(), { failure: failure.code });
    });
    log.error(why, "given up");
  };

  const bug = (error: unknown) => {
    log.error({ err: error }, "intent failed by an exception");
    return failed("PERFORM_FAILED", "never");
  };

  /** The disk did not take what happened; the entry is still open and is done again, to no further effect. */
  const storageTrouble = async (error: unknown): Promise<void> => {
    log.error({ err: error, code: "STORAGE_TROUBLE" }, "outbox could not be written");
    await pause(TROUBLE_PAUSE_MS);
  };

  return {
    wake: turn,
    hurry: () => {
      store.hurry(now());
      turn();
    },
    start: () => {
      running = true;
      turn();
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      await Promise.all(busy.values());
    },
    standings: (txns, withinMs) =>
      new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(limit);
          waiters.delete(look);
          resolve(txns.map((txn) => store.standing(txn)));
        };
        const look = (): void => {
          if (txns.every((txn) => store.standing(txn) !== "open")) finish();
        };
        const limit = setTimeout(finish, withinMs);
        waiters.add(look);
        look();
      }),
  };
};

/** What a ghost says is somebody's words and position: it is not kept where nobody gets it. */
const wordless = (intent: Intent): Intent => {
  if (intent.do !== "send" || intent.as === undefined) return intent;
  const { whenEncrypted: _alike, ...rest } = intent;
  return { ...rest, content: {} };
};
