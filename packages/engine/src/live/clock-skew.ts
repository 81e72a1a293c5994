/** The Date header counts whole seconds; on average half of one has passed. */
const HALF_SECOND_MS = 500;
/** Smaller changes are noise of the network. */
const NOTICED_MS = 2_000;
const SLOWEST_TRIP_MS = 5_000;

/** Server time minus device time, from the answers' Date headers (RFC 9110, 6.6.1) with half the trip taken off. Tells only what changed noticeably. */
export function clockSkew(
  onSkew: (ms: number) => void,
): (date: number | undefined, tripMs: number, now: number) => void {
  let told: number | undefined;
  return (date, tripMs, now) => {
    if (date === undefined || tripMs > SLOWEST_TRIP_MS) return;
    const skew = Math.round(date + HALF_SECOND_MS - (now - tripMs / 2));
    if (told !== undefined && Math.abs(skew - told) < NOTICED_MS) return;
    told = skew;
    onSkew(skew);
  };
}
