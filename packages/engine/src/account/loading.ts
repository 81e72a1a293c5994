import type { Link } from "@paceline/protocol/port";
import { ASK_EVERY_MS } from "../port/reachable.ts";

/** People write, answer and read what is here while there is no network, so the code for it is fetched while there is one. */
export const withoutNetwork = (): Promise<unknown> =>
  Promise.all([
    import("../commands/messages.ts"),
    import("../commands/meetups.ts"),
    import("../rich-text/message.ts"),
    import("../ingest/blocks.ts"),
  ]);

/**
 * Work that fetches code or the crypto module. Both say by a TypeError that they could not be fetched (HTML, "import()"; Fetch), and Chromium gives a worker
 * that asks for the same again the same answer, also when the network is back: only another worker gets another one.
 */
export async function loading<T>(work: () => Promise<T>, stopped: AbortSignal, onUnloaded: () => void): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError && !stopped.aborted) onUnloaded();
    throw error;
  }
}

export const notLoaded = (now: number): Link => ({ is: "offline", sinceMs: now, retryAtMs: now + ASK_EVERY_MS });
