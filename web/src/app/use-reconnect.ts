import type { SessionRow } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { useEngine } from "../engine/engine.tsx";

/**
 * Tries at once what waits for a connection when the device says that there is one again, or when somebody looks at this page again: the engine by itself tries at growing
 * intervals, an alert must not wait for the next one.
 */
export function useReconnect({ link }: SessionRow): void {
  const { port } = useEngine();
  const retry = useEffectEvent(() => {
    if (link.is !== "online" && document.visibilityState === "visible") void port.command("retryNow", {});
  });
  const back = useEffectEvent(() => void port.command("retryNow", {}));
  useEffect(() => {
    const ends = new AbortController();
    addEventListener("online", () => back(), ends);
    document.addEventListener("visibilitychange", () => retry(), ends);
    return () => ends.abort();
  }, []);
}
