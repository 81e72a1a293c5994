import { createHash } from "node:crypto";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Ghost } from "../store/ghost-store.ts";
import type { OwnShare } from "../store/share-store.ts";
import type { ShareFailure, Shares } from "./shares.ts";

/** Positions of one person in one room, as far apart as a room with many people bears. */
export interface SharePace {
  /**
   * As `Shares.report`. What comes too early is `LIMITED`, with how long to wait, and held: it goes with the next position, at the latest when the wait is over. So whoever gives up
   * loses nothing, and whoever repeats it (same `cause`) is recognised.
   */
  report: Shares["report"];
  /** Sends what is held, without waiting. */
  stop(): Promise<void>;
}

type Parts = { readonly shares: Pick<Shares, "report" | "running">; readonly now: () => number };

type Held = { readonly cause: string; readonly fixes: readonly [Fix, ...Fix[]] };
type Pace = {
  readonly ghost: Ghost;
  readonly share: string;
  /** When the next event may go. */
  nextAt: number;
  /** In memory alone: who sent it was told that it is not taken yet, and no position lies on the disk. */
  held: readonly Held[];
  /** Causes of what is on its way. */
  going: readonly string[];
  /** Causes of what went lately. */
  gone: readonly string[];
  timer?: NodeJS.Timeout;
};

export const APART_MS = 2_000;
/** Of one event, and so of what is held; the newest. */
const MOST_FIXES = 60;
const MOST_REMEMBERED = 120;
/** Longer than anybody waits to repeat a call. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

export const createSharePace = ({ shares, now }: Parts): SharePace => {
  const paces = new Map<string, Pace>();
  let stopping = false;

  const paceOf = (ghost: Ghost, share: string): Pace => {
    const key = JSON.stringify([ghost.user, share]);
    const known = paces.get(key);
    if (known !== undefined) return known;
    for (const [old, { nextAt, held }] of paces)
      if (held.length === 0 && nextAt + FORGOTTEN_AFTER_MS < now()) paces.delete(old);
    const pace: Pace = { ghost, share, nextAt: 0, held: [], going: [], gone: [] };
    paces.set(key, pace);
    return pace;
  };

  const go = async (pace: Pace, batch: readonly [Held, ...Held[]]): Promise<Result<OwnShare, ShareFailure>> => {
    const causes = batch.map(({ cause }) => cause);
    pace.going = causes;
    pace.nextAt = now() + APART_MS;
    const sent = await shares.report(pace.ghost, pace.share, newest(batch), causeOf(causes));
    pace.going = [];
    if (sent.ok) pace.gone = [...pace.gone, ...causes].slice(-MOST_REMEMBERED);
    return sent;
  };

  const flush = async (pace: Pace): Promise<void> => {
    const [first, ...rest] = pace.held;
    if (first === undefined || pace.going.length > 0) return;
    pace.held = [];
    const sent = await go(pace, [first, ...rest]);
    if (!sent.ok) {
      const { retry, retryAfterMs = 0 } = sent.failure;
      // A share that is over, or a room that lets nobody share any more, gets nothing more; whoever reports next is told at once.
      if (retry !== "never") pace.held = trimmed([first, ...rest, ...pace.held]);
      pace.nextAt = now() + (retry === "never" ? 0 : Math.max(APART_MS, retryAfterMs));
    }
    schedule(pace);
  };

  /** What is on its way does this when it has ended. */
  const schedule = (pace: Pace): void => {
    clearTimeout(pace.timer);
    if (stopping || pace.held.length === 0 || pace.going.length > 0) return;
    pace.timer = setTimeout(() => void flush(pace), pace.nextAt - now());
  };

  return {
    report: async (ghost, id, fixes, cause) => {
      const pace = paceOf(ghost, id);
      const early = pace.going.length > 0 || pace.held.length > 0 || now() < pace.nextAt;
      const repeated = pace.gone.includes(cause);
      if (!early && !repeated) {
        const sent = await go(pace, [{ cause, fixes }]);
        // The caller repeats it; nothing has gone that the next would have to stay away from.
        if (!sent.ok) pace.nextAt = now();
        schedule(pace);
        return sent;
      }
      const share = shares.running(ghost).find((running) => running.id === id);
      if (share === undefined) return failed("OVER", "never");
      if (repeated) return ok(share);
      if (![...pace.going, ...pace.held.map((one) => one.cause)].includes(cause))
        pace.held = trimmed([...pace.held, { cause, fixes }]);
      schedule(pace);
      const { failure } = failed("LIMITED", "later");
      return { ok: false, failure: { ...failure, retryAfterMs: Math.max(1, pace.nextAt - now()) } };
    },
    stop: async () => {
      stopping = true;
      for (const { timer } of paces.values()) clearTimeout(timer);
      await Promise.all([...paces.values()].map(flush));
    },
  };
};

const newest = (batch: readonly [Held, ...Held[]]): readonly [Fix, ...Fix[]] => {
  const fixes = batch.flatMap((held) => held.fixes).sort((a, b) => a.ts - b.ts);
  const [first, ...rest] = fixes.slice(-MOST_FIXES);
  return first === undefined ? batch[0].fixes : [first, ...rest];
};

/** Without the oldest where they are more than one event holds. */
const trimmed = (held: readonly Held[]): readonly Held[] => {
  let count = 0;
  return held
    .toReversed()
    .filter(({ fixes }) => (count += fixes.length) <= MOST_FIXES)
    .toReversed();
};

const causeOf = (causes: readonly string[]): string =>
  causes.length === 1 && causes[0] !== undefined
    ? causes[0]
    : createHash("sha256").update(JSON.stringify(causes)).digest("base64url");
