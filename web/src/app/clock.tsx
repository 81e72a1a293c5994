import { createContext, useContext, useEffect, useState } from "react";

/** Unix milliseconds; a frozen one in the gallery and in tests. */
export type Clock = () => number;

const ClockContext = createContext<Clock>(Date.now);
export const ClockProvider = ClockContext.Provider;

/** The time now, and again every `everyMs`, so that relative times stay true. */
export function useNow(everyMs = 30_000): number {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
