import type { Outbox } from "../outbox/outbox.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";

type Parts = {
  readonly db: Database;
  /** Forget what was finished before a moment. */
  readonly stores: readonly { prune(before: number): void }[];
  readonly tick: () => void;
  readonly outbox: Pick<Outbox, "wake">;
  readonly now: () => number;
};

const EVERY_MS = 5 * 60_000;
/** A homeserver repeats what it has no answer for; longer than it would be down, and we up. */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/** What is done because time passes: old marks are forgotten, meetups that are over leave their lists. */
export const startHousekeeping = ({ db, stores, tick, outbox, now }: Parts): { stop(): void } => {
  const round = (): void => {
    inTransaction(db, () => {
      for (const store of stores) store.prune(now() - KEEP_MS);
      tick();
    });
    outbox.wake();
  };
  round();
  const timer = setInterval(round, EVERY_MS);
  return { stop: () => clearInterval(timer) };
};
