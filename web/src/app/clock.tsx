import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useSession } from "./use-session.ts";

/** Unix milliseconds; a frozen one in the gallery and in tests. */
export type Clock = () => number;

const ClockContext = createContext<Clock>(Date.now);
export const ClockProvider = ClockContext.Provider;

/** Views go by the homeserver's time, like the rows they show: a device whose clock is off would count down to the wrong moment, and start timers for it. */
export function ServerClock({ children }: { readonly children: ReactNode }) {
  const device = useContext(ClockContext);
  const skewMs = useSession()?.clockSkewMs ?? 0;
  const clock = useMemo(() => () => device() + skewMs, [device, skewMs]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The time now, and again every `everyMs`, so that relative times stay true. */
export function useNow(everyMs = 30_000): number {
  const clock = useContext(ClockContext);
  const [seen, setSeen] = useState(() => ({ clock, now: clock() }));
  useEffect(() => {
    const timer = setInterval(() => setSeen({ clock, now: clock() }), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  if (seen.clock === clock) return seen.now;
  const next = { clock, now: clock() };
  setSeen(next);
  return next.now;
}
