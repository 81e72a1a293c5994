/**
 * Tells when the first views have what they asked for: nobody has asked for anything or was answered for a moment, or it has taken long enough. Loading the SDK keeps a worker
 * busy for a while, so it begins then.
 */
export class Quiet {
  readonly #began: number;
  readonly #pauseMs: number;
  readonly #mostMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting: PromiseWithResolvers<void> = Promise.withResolvers();
  #over = false;
  #held = false;

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
  readonly end = (): void => {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#waiting.resolve();
  };

  /** Whoever asks meanwhile is answered only after `until`. */
  hold(until: Promise<unknown>): void {
    this.#held = true;
    this.stir();
    const release = () => {
      this.#held = false;
      this.stir();
    };
    void until.then(release, release);
  }

  /** Somebody asked for something, or was answered. */
  stir(): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    const left = this.#mostMs - (performance.now() - this.#began);
    this.#timer = setTimeout(this.end, Math.max(0, this.#held ? left : Math.min(this.#pauseMs, left)));
  }
}

const MOST_MS = 3_000;
/** A pause as long as this means that the first rows are out. */
export const afterFirstRows = (): Quiet => new Quiet(100, MOST_MS);
/** A pause as long as this means that the first views have what they need: from the first rows to the question of a room that somebody opened there goes half a second on a slow machine. */
export const afterFirstViews = (): Quiet => new Quiet(800, MOST_MS);
