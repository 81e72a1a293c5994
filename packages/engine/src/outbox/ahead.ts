import type { EventId, Result, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";

export type Answer = Promise<Result<EventId | null, EngineFailureCode>>;

type Begun = { readonly answer: Answer; readonly go: (kept: boolean) => void };

/**
 * Sends that begin before their entry is on the disk. Encrypting takes about as long as the disk does, so both go on at once; the event itself leaves when it is
 * kept and its turn has come. What does not leave was encrypted for nothing, and is encrypted again when it does.
 */
export class Ahead {
  readonly #begun = new Map<TxnId, Begun>();
  readonly #running = new Set<Answer>();

  /** `send` puts nothing before `kept` resolves, and nothing at all where that is `false`. */
  begin(txnId: TxnId, send: (kept: Promise<boolean>) => Answer): void {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const answer = send(promise);
    this.#running.add(answer);
    const over = (): void => void this.#running.delete(answer);
    // What it fails with is heard by whoever takes it up.
    answer.then(over, over);
    this.#begun.set(txnId, { answer, go: resolve });
  }

  /** Lets it leave. `undefined` where it has not begun. */
  leave(txnId: TxnId): Answer | undefined {
    return this.#end(txnId, true);
  }

  /** It does not leave now. */
  drop(txnId: TxnId): void {
    void this.#end(txnId, false);
  }

  /** Resolves when nothing of this encrypts any more, also what does not leave: the next owner of the crypto store must not meet a late write. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #end(txnId: TxnId, kept: boolean): Answer | undefined {
    const begun = this.#begun.get(txnId);
    this.#begun.delete(txnId);
    begun?.go(kept);
    return begun?.answer;
  }
}
