/** The one order of everything that a sync can tell, and the syncs that wait for more. */
export class Stream {
  private last = 0;
  private readonly waiting = new Map<string, Set<() => void>>();

  get position(): number {
    return this.last;
  }

  next(): number {
    this.last += 1;
    return this.last;
  }

  wake(userId: string): void {
    const waiters = this.waiting.get(userId);
    if (waiters === undefined) return;
    this.waiting.delete(userId);
    for (const wake of waiters) wake();
  }

  /** Wakes everybody for whom `concerns` is true. */
  wakeWhere(concerns: (userId: string) => boolean): void {
    for (const userId of this.waiting.keys()) if (concerns(userId)) this.wake(userId);
  }

  wakeAll(): void {
    this.wakeWhere(() => true);
  }

  /** Resolves when something for that user came, after `ms`, or when `signal` ends the wait. */
  wait(userId: string, ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiters = this.waiting.get(userId) ?? new Set();
    this.waiting.set(userId, waiters);
    waiters.add(resolve);
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve(), { once: true });
    return promise.finally(() => {
      clearTimeout(timer);
      waiters.delete(resolve);
    });
  }
}
