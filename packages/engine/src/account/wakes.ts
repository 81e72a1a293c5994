import type { ListName } from "@paceline/protocol/port";
import type { Clock } from "../outbox/outbox.ts";

/** A later wake is set again on the way: browsers take no timer beyond 2^31 ms. */
const LONGEST_MS = 24 * 60 * 60 * 1_000;

/** One appointment for each list, the newest; nothing for a list that has none. */
export class Wakes {
  readonly #clock: Clock;
  readonly #wake: (list: ListName) => void;
  readonly #cancels = new Map<ListName, () => void>();

  constructor(clock: Clock, wake: (list: ListName) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** `ms`: since 1970 by this device's clock; `Infinity` calls it off. */
  set(list: ListName, ms: number): void {
    this.#cancels.get(list)?.();
    this.#cancels.delete(list);
    if (ms === Infinity) return;
    const at = Math.min(ms, this.#clock.now() + LONGEST_MS);
    this.#cancels.set(
      list,
      this.#clock.wake(at, () => this.#wake(list)),
    );
  }

  stop(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
