import type { Discovered } from "@paceline/protocol/port";
import { useEffect, useEffectEvent } from "react";
import { latest } from "../../engine/async.ts";
import { useCommand } from "../../engine/engine.tsx";

/** A pause in typing before the address is tried. */
const PAUSE_MS = 400;

/** Finds the homeserver while its name is typed, and says what it can do. */
export function useDiscovery(server: string) {
  const discover = useCommand("discover");
  const wanted = server.trim();
  const look = useEffectEvent((name: string) => (name === "" ? discover.reset() : void discover.run({ server: name })));
  useEffect(() => {
    const timer = setTimeout(() => look(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found: Discovered | undefined = discover.state.is === "done" ? latest(discover.state) : undefined;
  return { state: discover.state, found };
}
