import { failed, NS, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { SealedFix } from "@paceline/protocol/events";
import { digest } from "../appservice/token.ts";
import { isRecord } from "../appservice/transaction.ts";
import type { Log } from "../log.ts";
import { standingIn } from "../mapping/circle.ts";
import { planned } from "../mapping/intent.ts";
import type { Known } from "../mapping/known.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { inTransaction } from "../store/database.ts";
import type { Database } from "../store/database.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { OwnTracker, TrackerStore, WaitingFix } from "../store/tracker-store.ts";

/**
 * `NO_CIRCLE`: the circle is no longer its owner's, or the bot is out of it. `NOT_SEALED`: readable, so it is refused and nothing of it is kept. `MALFORMED`: sealed, and no
 * base64 of a fitting size. `REPLAYED`: these bytes were taken before.
 */
export type SealedFixFailure = "NO_CIRCLE" | "NOT_SEALED" | "MALFORMED" | "REPLAYED";

/** Hands positions that a phone has sealed on to its circle, unread. */
export interface SealedFixes {
  /** The body that OwnTracks posts in HTTP mode with payload encryption; durable when it returns. */
  take(tracker: OwnTracker, body: unknown): Result<null, SealedFixFailure>;
  start(): void;
  stop(): void;
}

type Parts = {
  readonly db: Database;
  readonly store: TrackerStore;
  readonly outboxStore: Pick<OutboxStore, "add" | "isBusy">;
  readonly outbox: Pick<Outbox, "wake">;
  readonly known: () => Known;
  readonly log: Log;
  readonly now: () => number;
};

/** Of one tracker, what comes faster than this is left out, save the newest. */
const APART_MS = 2_000;
const LOOK_EVERY_MS = 250;

export const createSealedFixes = ({ db, store, outboxStore, outbox, known, log, now }: Parts): SealedFixes => {
  let next: NodeJS.Timeout | undefined;

  /** A lane of each tracker: the last position must have gone before the next, which by then is the newest, follows. */
  const laneOf = ({ number }: OwnTracker): string => `fix ${number}`;
  const plan = ({ tracker, data }: WaitingFix): void => {
    const content: SealedFix = { v: 1, tracker: tracker.id, data };
    const room = { room: tracker.room, whenEncrypted: "same" } as const;
    const intent = { do: "send", ...room, type: `${NS}.sealed_fix`, content } as const;
    const entry = planned(`fix ${tracker.number} ${now()}`, intent);
    outboxStore.add([{ ...entry, lane: laneOf(tracker) }], now());
    store.sent(tracker.number, now() + APART_MS);
  };

  const relay = (): void => {
    const ready = store.waiting(now()).filter(({ tracker }) => !outboxStore.isBusy(laneOf(tracker)));
    if (ready.length === 0) return;
    inTransaction(db, () => ready.forEach(plan));
    outbox.wake();
  };

  const look = (): void => {
    try {
      relay();
    } catch (error) {
      log.error({ err: error, code: "STORAGE_TROUBLE" }, "sealed positions could not be handed on");
    }
    next = setTimeout(look, LOOK_EVERY_MS);
  };

  return {
    take: (tracker, body) => {
      if (standingIn(known(), tracker.room, tracker.user) !== "owner") return failed("NO_CIRCLE", "never");
      if (!isRecord(body) || body["_type"] !== "encrypted") return failed("NOT_SEALED", "never");
      const fix = SealedFix.safeParse({ v: 1, tracker: tracker.id, data: body["data"] });
      if (!fix.success) return failed("MALFORMED", "never");
      const { data } = fix.data;
      const isNew = inTransaction(db, () => {
        if (!store.see(tracker.number, digest(data), now())) return false;
        store.wait(tracker.number, data);
        return true;
      });
      if (!isNew) return failed("REPLAYED", "never");
      relay();
      return ok(null);
    },
    start: look,
    stop: () => clearTimeout(next),
  };
};
