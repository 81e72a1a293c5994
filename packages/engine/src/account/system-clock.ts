import type { Clock } from "../outbox/outbox.ts";

/** This device's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wake(at, then) {
    const timer = setTimeout(then, Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  },
};
