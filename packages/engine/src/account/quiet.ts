/**
 * Tells when the first views have what they asked for: nobody has asked for anything for a moment, or it has taken long enough. Loading the SDK keeps a worker
 * busy for a while, so it begins then.
 */
export class Quiet {
  readonly #began: number;
  readonly #pauseMs: number;
  readonly #mostMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(pauseMs: number, mostMs: number) {
    this.#began = performance.now();
    this.#pauseMs = pauseMs;
    this.#mostMs = mostMs;
    this.stir();
  }

  get settled(): Promise<void> {
    return this.#waiting.promise;
  }

  /** There is nothing to wait for. */
  end(): void {
    clearTimeout(this.#timer);
    this.#waiting.resolve();
  }

  /** Somebody asked for something. */
  stir(): void {
    clearTimeout(this.#timer);
    const left = this.#mostMs - (performance.now() - this.#began);
    this.#timer = setTimeout(this.#waiting.resolve, Math.max(0, Math.min(this.#pauseMs, left)));
  }
}
