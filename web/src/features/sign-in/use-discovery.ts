import type { Discovered } from "@paceline/protocol/port";
import { useEffect } from "react";
import { latest } from "../../engine/async.ts";
import { useCommand } from "../../engine/engine.tsx";

/** A pause in typing before the address is tried. */
const PAUSE_MS = 400;

/** Finds the homeserver while its name is typed, and says what it can do. */
export function useDiscovery(server: string) {
  const discover = useCommand("discover");
  const wanted = server.trim();
  useEffect(() => {
    if (wanted === "") return discover.reset();
    const timer = setTimeout(() => void discover.run({ server: wanted }), PAUSE_MS);
    return () => clearTimeout(timer);
    // Only what was typed starts a look-up; its own answer must not.
  }, [wanted]); // eslint-disable-line react/exhaustive-deps
  const found: Discovered | undefined = discover.state.is === "done" ? latest(discover.state) : undefined;
  return { state: discover.state, found };
}
