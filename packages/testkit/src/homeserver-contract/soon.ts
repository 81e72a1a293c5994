import { setTimeout as wait } from "node:timers/promises";

/** Polls for evidence that comes without a sync. Throws after `deadlineMs` with the words of `what`. */
export async function soon<T>(evidence: () => T | undefined, what: string, deadlineMs = 60_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = evidence();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    await wait(10);
  }
}
