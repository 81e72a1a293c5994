/** The Date header counts whole seconds; on average half of one has passed. */
const HALF_SECOND_MS = 500;
/** Smaller changes are noise. */
const NOTICED_MS = 2_000;
const SLOWEST_TRIP_MS = 5_000;

/**
 * Server time minus device time, from the answers' Date headers (RFC 9110, 6.6.1) with half the trip taken off. Tells only what changed noticeably, and by more than both trips
 * leave open: a slow server would move the clock to and fro, and what was measured before a step back would count as newer than what came after. A much shorter trip
 * than the one that was told of knows better.
 */
export function clockSkew(
  onSkew: (ms: number) => void,
): (date: number | undefined, tripMs: number, now: number) => void {
  let told: { readonly ms: number; readonly openMs: number } | undefined;
  return (date, tripMs, now) => {
    if (date === undefined || tripMs > SLOWEST_TRIP_MS) return;
    const openMs = tripMs / 2;
    const ms = Math.round(date + HALF_SECOND_MS - (now - openMs));
    if (told !== undefined) {
      const open = openMs * 2 < told.openMs ? 0 : openMs + told.openMs;
      if (Math.abs(ms - told.ms) < NOTICED_MS + open) return;
    }
    told = { ms, openMs };
    onSkew(ms);
  };
}
