import type { Decryptor } from "../matrix/decryptor.ts";
import type { Projection } from "../projection/projection.ts";
import type { Intake } from "./intake.ts";

/** Events tried again in one go. */
const TRIED = 1_000;
const FIRST_MS = 10_000;
const LAST_MS = 10 * 60_000;

/**
 * Tries events again whose key was missing: keys may have come while this device was off, or reach the backup only after somebody else's device got to it. At the
 * start, when keys were restored, and then at growing intervals as long as anything is left.
 */
export class UnreadRetry {
  readonly #projection: Projection;
  readonly #decryptor: Decryptor;
  readonly #intake: Intake;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(projection: Projection, decryptor: Decryptor, intake: Intake) {
    this.#projection = projection;
    this.#decryptor = decryptor;
    this.#intake = intake;
  }

  /** Never rejects. */
  async run(next = FIRST_MS): Promise<void> {
    clearTimeout(this.#timer);
    const left = await this.#tryAll().catch(() => 0);
    if (left > 0 && !this.#stopped) this.#timer = setTimeout(() => void this.run(Math.min(next * 2, LAST_MS)), next);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #tryAll(): Promise<number> {
    const events = await this.#projection.undecrypted(TRIED);
    let left = 0;
    for (const { room, event } of events) {
      if (this.#stopped || event.unread === undefined) continue;
      const read = await this.#decryptor.decrypt(room, event.unread.wire);
      if (read.is === "clear") this.#intake.late({ room, id: event.id, type: read.type, content: read.content });
      else left += 1;
    }
    return left;
  }
}
