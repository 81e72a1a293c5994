import type { SendFailure } from "./entry.ts";

type Pace = { readonly first: number; readonly longest: number };
const ROOM: Pace = { first: 1_000, longest: 60_000 };
/** An alert is small and urgent; nobody is helped by sparing the network. */
const ALERT: Pace = { first: 500, longest: 8_000 };

/**
 * Milliseconds until the next try after `failures` failures in a row: doubling, between half and the whole of the step by `chance` (0 to 1), so that
 * many clients do not come back at once. Never shorter than what the server asked for.
 */
export function backoff(failures: number, failure: SendFailure, alert: boolean, chance: number): number {
  const { first, longest } = alert ? ALERT : ROOM;
  const step = Math.min(longest, first * 2 ** Math.min(failures - 1, 16));
  return Math.round((failure.retryAfterMs ?? 0) + step * (0.5 + chance / 2));
}
