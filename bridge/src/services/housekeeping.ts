import type { Outbox } from "../outbox/outbox.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";

type Parts = {
  readonly db: Database;
  /** Forgets what no longer matters; runs inside one transaction, as does `tick`. */
  readonly prune: () => void;
  readonly tick: () => void;
  readonly outbox: Pick<Outbox, "wake">;
};

const EVERY_MS = 5 * 60_000;

/** What is done because time passes: old marks are forgotten, meetups that are over leave their lists. */
export const startHousekeeping = ({ db, prune, tick, outbox }: Parts): { stop(): void } => {
  const round = (): void => {
    inTransaction(db, () => {
      prune();
      tick();
    });
    outbox.wake();
  };
  round();
  const timer = setInterval(round, EVERY_MS);
  return { stop: () => clearInterval(timer) };
};
