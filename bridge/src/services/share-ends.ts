import type { Log } from "../log.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Shares } from "./shares.ts";

/** Ends shares of ghosts at the homeserver when their time is over, so that clients which compute no end show none either. */
export interface ShareEnds {
  start(): void;
  /** Resolves when what runs has ended. */
  stop(): Promise<void>;
}

type Parts = {
  readonly store: Pick<ShareStore, "over">;
  readonly shares: Pick<Shares, "expire">;
  readonly log: Log;
  readonly now: () => number;
};

const LOOK_EVERY_MS = 1_000;

/** Rows are looked at, not clocks started: whatever ran out while the bridge was dead or the homeserver away ends as soon as both are there. */
export const createShareEnds = ({ store, shares, log, now }: Parts): ShareEnds => {
  let next: NodeJS.Timeout | undefined;
  let running = false;
  let looking: Promise<void> = Promise.resolve();

  /** How long to wait until the next look: whoever is not there, or asks for time, is not asked for each share. */
  const endOver = async (): Promise<number> => {
    for (const share of store.over(now())) {
      const ended = await shares.expire(share);
      if (!ended.ok) return Math.max(LOOK_EVERY_MS, ended.failure.retryAfterMs ?? 0);
      log.info({ room: share.room }, "share ended");
    }
    return LOOK_EVERY_MS;
  };

  const look = async (): Promise<void> => {
    const wait = await endOver().catch((error: unknown) => {
      log.error({ err: error, code: "STORAGE_TROUBLE" }, "shares could not be ended");
      return LOOK_EVERY_MS;
    });
    if (running) next = setTimeout(begin, wait);
  };
  const begin = (): void => {
    looking = look();
  };

  return {
    start: () => {
      running = true;
      begin();
    },
    stop: async () => {
      running = false;
      clearTimeout(next);
      await looking;
    },
  };
};
