/** A timer that has not fired. */
export type Timer = { readonly cancel: () => void };

type Pending = { readonly due: number; readonly work: () => void; handle: NodeJS.Timeout | undefined };

/** The server's time: real, plus what a test has moved it forward. All timers of the server hang on it. */
export class ServerClock {
  private offset = 0;
  private readonly pending = new Set<Pending>();

  now(): number {
    return Date.now() + this.offset;
  }

  after(ms: number, work: () => void): Timer {
    const entry: Pending = { due: this.now() + ms, work, handle: undefined };
    this.pending.add(entry);
    this.arm(entry);
    return {
      cancel: () => {
        clearTimeout(entry.handle);
        this.pending.delete(entry);
      },
    };
  }

  /** Moves time forward; what became due fires at once, in order. */
  advance(ms: number): void {
    this.offset += ms;
    const due = [...this.pending]
      .filter((entry) => entry.due <= this.now())
      .sort((left, right) => left.due - right.due);
    for (const entry of due) this.fire(entry);
    for (const entry of this.pending) this.arm(entry);
  }

  stop(): void {
    for (const entry of this.pending) clearTimeout(entry.handle);
    this.pending.clear();
  }

  private arm(entry: Pending): void {
    clearTimeout(entry.handle);
    // Longer waits than a timer can hold are armed again when they run out.
    const wait = Math.min(Math.max(0, entry.due - this.now()), 2_000_000_000);
    entry.handle = setTimeout(() => (entry.due <= this.now() ? this.fire(entry) : this.arm(entry)), wait);
    entry.handle.unref();
  }

  private fire(entry: Pending): void {
    clearTimeout(entry.handle);
    if (this.pending.delete(entry)) entry.work();
  }
}
