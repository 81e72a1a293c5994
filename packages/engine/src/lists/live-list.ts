import type { ListUpdate } from "@paceline/protocol/port";
import { diffRows } from "./differ.ts";
import { equal } from "./equal.ts";

type Identified = { readonly id: string };
export type View<R, M> = { readonly rows: readonly R[]; readonly meta: M };
export type Listener<R, M> = (update: ListUpdate<R, M>) => void;

/** Beyond this, and when most rows are concerned, the whole list is less work for everybody. */
const MANY_STEPS = 100;

/**
 * One list as it is shown now, and everybody who watches it. `compute` says what it should be; `refresh` tells the difference. A list that nobody watches
 * computes nothing. Refreshes that come while one is computed are one more run.
 */
export class LiveList<R extends Identified, M> {
  readonly #compute: () => Promise<View<R, M>>;
  readonly #listeners = new Set<Listener<R, M>>();
  #view: View<R, M> | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(compute: () => View<R, M> | Promise<View<R, M>>) {
    this.#compute = async () => compute();
  }

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  watch(listener: Listener<R, M>): () => void {
    this.#listeners.add(listener);
    if (this.#view === undefined) void this.refresh();
    else listener({ is: "reset", ...this.#view });
    return () => {
      this.#listeners.delete(listener);
      if (!this.watched) this.#view = undefined;
    };
  }

  /** Resolves when what is shown includes everything known at this call. */
  refresh(): Promise<void> {
    if (!this.watched) return Promise.resolve();
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        this.#show(await this.#compute());
      }
    } finally {
      // In the same step that last looked at `#again`: a refresh between the two would be told to nobody.
      this.#running = undefined;
    }
  }

  #show(next: View<R, M>): void {
    if (!this.watched) return;
    const before = this.#view;
    this.#view = next;
    if (before === undefined) return this.#tell({ is: "reset", ...next });
    const diffs = diffRows(before.rows, next.rows, equal);
    if (diffs.length > MANY_STEPS && diffs.length * 2 > next.rows.length) return this.#tell({ is: "reset", ...next });
    const meta = equal(before.meta, next.meta) ? {} : { meta: next.meta };
    if (diffs.length > 0 || "meta" in meta) this.#tell({ is: "diffs", diffs, ...meta });
  }

  #tell(update: ListUpdate<R, M>): void {
    for (const listener of this.#listeners) listener(update);
  }
}
