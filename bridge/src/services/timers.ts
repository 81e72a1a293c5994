import { failed, ok } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import type { AlertBlock } from "@paceline/protocol/events";
import type { Log } from "../log.ts";
import type { Known } from "../mapping/known.ts";
import { overduePlan } from "../mapping/overdue.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { inSavepoint, inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { OwnTimer, TimerStore } from "../store/timer-store.ts";

/** `language`: of the line in the circle. */
export type TimerOrder = Pick<OwnTimer, "circle" | "alertAt" | "seq" | "language">;
/** `TOO_FAR`: longer ahead than a timer may run. `TOO_MANY`: the person has as many as may run at a time. */
export type TimerFailure = "TOO_FAR" | "TOO_MANY";

/** Safety timers that fire although every device of the athlete is gone. */
export interface Timers {
  /**
   * On the disk when it returns. An older `seq`, or an order for a timer that fired or ended, changes nothing and shows what stands; `undefined` for one that
   * was ended before it was armed.
   */
  arm(user: UserId, id: string, order: TimerOrder): Result<OwnTimer | undefined, TimerFailure>;
  get(user: UserId, id: string): OwnTimer | undefined;
  /** Decides against the firing in one commit: an ended timer never fires. One that has fired stays fired. */
  end(user: UserId, id: string): void;
  start(): void;
  stop(): void;
}

type Parts = {
  readonly db: Database;
  readonly store: TimerStore;
  readonly outboxStore: Pick<OutboxStore, "add">;
  readonly outbox: Pick<Outbox, "wake">;
  /** Inside the commit of the firing, with its alert and the transaction id of its line. */
  readonly fired: (timer: OwnTimer, alert: AlertBlock, txn: string) => void;
  /** After that commit. */
  readonly committed: () => void;
  readonly known: () => Known;
  readonly log: Log;
  readonly now: () => number;
};

const DAY_MS = 24 * 60 * 60_000;
/** The homeserver's own limit is seven days. */
export const LONGEST_MS = 8 * DAY_MS;
export const MOST_ARMED = 20;
const LOOK_EVERY_MS = 250;

export const createTimers = (parts: Parts): Timers => {
  const { db, store, outboxStore, outbox, fired, committed, known, log, now } = parts;
  let next: NodeJS.Timeout | undefined;

  const fire = (timer: OwnTimer): boolean => {
    try {
      inSavepoint(db, () => {
        store.put({ ...timer, state: "fired", storedAt: now() });
        const { planned, block } = overduePlan(known(), timer);
        outboxStore.add(planned, now());
        fired(timer, block, planned[0].txn);
      });
      return true;
    } catch (error) {
      // Stays armed and is tried again; the others are not held up.
      log.error({ err: error, code: "FIRING_FAILED", room: timer.circle }, "timer could not fire");
      return false;
    }
  };

  const fireDue = (): void => {
    if (store.due(now()).length === 0) return;
    const count = inTransaction(db, () => store.due(now()).filter(fire).length);
    log.info({ count }, "timers fired");
    outbox.wake();
    committed();
  };

  const look = (): void => {
    try {
      fireDue();
    } catch (error) {
      log.error({ err: error, code: "STORAGE_TROUBLE" }, "timers could not be looked at");
    }
    next = setTimeout(look, LOOK_EVERY_MS);
  };

  return {
    arm: (user, id, { circle, alertAt, seq, language }) => {
      if (alertAt > now() + LONGEST_MS) return failed("TOO_FAR", "never");
      return inTransaction(db, () => {
        const before = store.get(user, id);
        const may =
          before === undefined ? store.state(user, id) === undefined : before.state === "armed" && seq > before.seq;
        if (!may) return ok(before);
        if (before === undefined && store.armed(user) >= MOST_ARMED) return failed("TOO_MANY", "never");
        const timer: OwnTimer = { user, id, circle, alertAt, seq, language, state: "armed", storedAt: now() };
        store.put(timer);
        return ok(timer);
      });
    },
    get: (user, id) => store.get(user, id),
    end: (user, id) => store.end(user, id, now()),
    start: look,
    stop: () => clearTimeout(next),
  };
};
