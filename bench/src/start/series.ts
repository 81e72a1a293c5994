/** Measurements that hold several values each: every pair reads its own value out of the same ones, so that a start is made once for all. */
export class Series<T> {
  readonly #measure: () => Promise<T>;
  readonly #taken: T[] = [];

  constructor(measure: () => Promise<T>) {
    this.#measure = measure;
  }

  get taken(): readonly T[] {
    return this.#taken;
  }

  /** Answers the value of the first measurement, then of the second …; makes the next when there is none. */
  read(value: (measured: T) => number): () => Promise<number> {
    let at = 0;
    return async () => {
      if (at === this.#taken.length) this.#taken.push(await this.#measure());
      const measured = this.#taken[at] as T;
      at += 1;
      return value(measured);
    };
  }
}
