import { isUserId } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";

/** Longest share that is believed. */
export const MAX_SHARE_MS = 24 * 60 * 60 * 1_000;
/** How far a sharer's clock may run ahead of the server that took the event. */
const AHEAD_MS = 5 * 60 * 1_000;

/** A state event as it stands in a room. `ts`: `origin_server_ts`, ms. */
export type BeaconState = {
  readonly id: EventId;
  readonly key: string;
  readonly sender: UserId;
  readonly ts: number;
  readonly content: unknown;
};

export type Share = {
  readonly id: EventId;
  readonly user: UserId;
  readonly startedMs: number;
  readonly endsMs: number;
  /** False once the sharer (or the server for them) ended it. */
  readonly live: boolean;
};

/**
 * A live share (MSC3672), by its state event alone. `undefined`, without a word and without a timer, for a key that is not its sender's own id, a start in the future, and an end that is not
 * within 24 h.
 */
export function shareOf({ id, key, sender, ts, content }: BeaconState): Share | undefined {
  if (key !== sender || !isUserId(key)) return undefined;
  const info = decode("beaconInfo", content);
  if (info.is !== "valid") return undefined;
  const { live, timeout, "org.matrix.msc3488.ts": startedMs } = info.value;
  if (timeout <= 0 || timeout > MAX_SHARE_MS || startedMs > ts + AHEAD_MS) return undefined;
  return { id, user: sender, startedMs, endsMs: startedMs + timeout, live };
}

/** Ends by time stamps alone, also when nobody said so. A start ahead of the reader's clock is none yet, whatever its server claims. */
export const isLive = ({ live, startedMs, endsMs }: Share, now: number): boolean =>
  live && startedMs <= now + AHEAD_MS && now < endsMs;
