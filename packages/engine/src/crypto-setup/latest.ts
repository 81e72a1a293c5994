/**
 * Runs `work` one at a time. Calls that come while it runs share one more run after it, so every call is followed by a run that sees what was there.
 * A failing run ends there: whoever needs the failure calls `work` itself.
 */
export function latest(work: () => Promise<void>): () => Promise<void> {
  let tail: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    if (waiting !== undefined) return waiting;
    tail = tail.then(() => {
      waiting = undefined;
      return work().catch(() => undefined);
    });
    waiting = tail;
    return tail;
  };
}
