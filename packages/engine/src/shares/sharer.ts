import { beacon, blur, dueMs, measured, taken } from "@paceline/domain/shares";
import type { Outgoing } from "@paceline/domain/shares";
import { isHidden } from "@paceline/domain/zones";
import type { Hidden } from "@paceline/domain/zones";
import { BEACON, txnId } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { RoomWriter } from "../matrix/client-port.ts";
import type { Clock } from "../outbox/outbox.ts";
import type { MyShare } from "./mine.ts";

export type SharerParts = {
  readonly writer: Pick<RoomWriter, "encryptAndPut">;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Live shares of a room, mine included. */
  readonly sharers: (room: RoomId) => Promise<number>;
  readonly onChange: (share: MyShare) => void;
};

const AGAIN_MS = 5_000;
/** A place measured so shortly before its turn goes at once, as where places are measured every two seconds: on its turn it would be that much older. The turn after it stays when it was. */
const BEFORE_TURN_MS = 2_000;

/**
 * Sends the positions of one share: the newest goes, what was measured since the last one rides along. One request at a time, so that a slow link never queues old
 * places; what a request did not deliver is in the next one. Times of `clock` are this device's.
 */
export class Sharer {
  readonly #parts: SharerParts;
  #share: MyShare;
  #sending: Promise<void> | undefined;
  #notBeforeMs = 0;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(parts: SharerParts, share: MyShare) {
    this.#parts = parts;
    this.#share = share;
  }

  get share(): MyShare {
    return this.#share;
  }

  take(fix: Fix, zones: readonly Hidden[]): void {
    const hidden = isHidden(fix, zones);
    if (hidden) return this.#change({ hidden });
    this.#change({ hidden, out: measured(this.#share.out, blur(fix, this.#share.precision)) });
    void this.pump(BEFORE_TURN_MS);
  }

  /** The link is back. */
  reconnected(): void {
    this.#notBeforeMs = 0;
    void this.pump();
  }

  /** Sends what is due, or will be so soon, and comes back when the next one is. */
  async pump(soonMs = 0): Promise<void> {
    if (this.#sending !== undefined || this.#stopped) return;
    const { clock, sharers } = this.#parts;
    const turn = Math.max(this.#notBeforeMs, dueMs(this.#share.out, await sharers(this.#share.room)));
    this.#cancel();
    if (turn === Infinity || this.#stopped) return;
    if (turn - soonMs > clock.now() || this.#notBeforeMs > clock.now()) {
      this.#cancel = clock.wake(turn, () => void this.pump());
      return;
    }
    await this.#send(turn);
    return this.pump();
  }

  /** The last position goes out whatever the pace; resolves when it did or could not. Nothing is sent afterwards. */
  async finish(): Promise<void> {
    this.stop();
    await this.#sending;
    await this.#send(this.#parts.clock.now());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #send(turnMs: number): Promise<void> {
    return (this.#sending ??= this.#put(turnMs).finally(() => (this.#sending = undefined)));
  }

  async #put(turnMs: number): Promise<void> {
    const { writer, clock, newId } = this.#parts;
    const { room, id, part, out } = this.#share;
    const [first, ...more] = sparse(out);
    const last = more.at(-1) ?? first;
    if (first === undefined || last === undefined) return;
    const done = await writer.encryptAndPut(room, BEACON, beacon(id, [first, ...more], part), txnId(newId()));
    const now = clock.now();
    if (done.ok) return this.#change({ out: taken(this.#share.out, last, Math.max(now, turnMs)) });
    const { retry, retryAfterMs = AGAIN_MS } = done.failure;
    this.#notBeforeMs = now + retryAfterMs;
    if (retry !== "never") return;
    this.stop();
    this.#change({ refused: true });
  }

  #change(change: Partial<MyShare>): void {
    this.#share = { ...this.#share, ...change };
    this.#parts.onChange(this.#share);
  }
}

/** A coarse share stays in its cell for long: of the same place again and again, the newest says it. */
const sparse = ({ waiting }: Outgoing): readonly Fix[] =>
  waiting.filter(({ latitude, longitude }, at) => {
    const next = waiting[at + 1];
    return next?.latitude !== latitude || next.longitude !== longitude;
  });
