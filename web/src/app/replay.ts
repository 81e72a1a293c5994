import { replayed } from "@paceline/domain/shares";
import type { Fix } from "@paceline/protocol/port";
import type { Replay, SessionStore } from "./session-store.tsx";

const EVERY_MS = 1_000;

/** Rides a recording, a place a second, until it ends or is stopped. After its end the device is asked again. */
export function ride(store: SessionStore, replay: Replay, take: (fix: Fix) => void): () => void {
  const step = (): void => {
    const fix = replayed(replay.points, { startedMs: replay.startedMs, speed: 1 }, Date.now());
    if (fix === undefined) return store.setState({ replay: undefined });
    store.setState({ whereabouts: { is: "known", fix } });
    take(fix);
  };
  step();
  const timer = setInterval(step, EVERY_MS);
  return () => clearInterval(timer);
}
