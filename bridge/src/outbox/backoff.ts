import type { Failure } from "@paceline/protocol";

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next try: what the other side asked for, else doubled with every try up to a minute, with
 * up to a quarter off so that many who wait do not come back together. `chance` is in [0, 1).
 */
export const waitBefore = (attempts: number, failure: Failure, chance: number): number => {
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs;
  if (failure.retry === "now") return 0;
  const doubled = Math.min(FIRST_MS * 2 ** Math.min(attempts, 20), LONGEST_MS);
  return Math.round(doubled * (1 - chance / 4));
};
