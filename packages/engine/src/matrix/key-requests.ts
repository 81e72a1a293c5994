import type { Clock } from "../outbox/outbox.ts";

/** What stands before a message: its key goes to the devices that shall read it (spec, "Send-to-device messaging", `POST /keys/claim`). */
const BEFORE_A_MESSAGE = /\/sendToDevice\/m\.room\.encrypted\/|\/keys\/claim$/;

/** Between two tries, ms: those of an alert in the outbox. */
const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/**
 * The crypto module's `fetch`, which sends the keys for a message as soon as there is a connection. The module itself waits 2, 4, 8 and 16 s after a failure whatever happens meanwhile, and
 * an alert is often the first message under a new key; so a failure of the network is not told to it, but tried again here, until the module gives up (60 s).
 */
export class KeyRequests {
  readonly #send: typeof fetch;
  readonly #clock: Clock;
  readonly #stopped = new AbortController();
  /** Ends each pause. */
  readonly #pauses = new Set<() => void>();

  constructor(send: typeof fetch, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!BEFORE_A_MESSAGE.test(new URL(url).pathname)) return this.#send(input, init);
    for (let waitMs = FIRST_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_MS)) {
      try {
        return await this.#send(input, init);
      } catch (error) {
        // What `fetch` says of the network is a TypeError; everything else is for the module.
        if (!(error instanceof TypeError)) throw error;
        await this.#pause(waitMs, init?.signal);
      }
      this.#stopped.signal.throwIfAborted();
      init?.signal?.throwIfAborted();
    }
  };

  /** There is a connection again: what failed is tried at once. */
  reconnected(): void {
    for (const end of this.#pauses) end();
  }

  /** Nothing is tried again. */
  stop(): void {
    this.#stopped.abort();
    this.reconnected();
  }

  #pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
    if (this.#stopped.signal.aborted || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        callOff();
        this.#pauses.delete(end);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const callOff = this.#clock.wake(this.#clock.now() + ms, end);
      this.#pauses.add(end);
      signal?.addEventListener("abort", end);
    });
  }
}
