import type { RoomId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";
import type { ShareBook } from "../shares/book.ts";
import type { History } from "./history.ts";

/** Pages of a gap that are read: its end says where everybody was last. */
const PAGES = 2;

/**
 * Reads the end of what a sync left out where somebody shares. After a tunnel a sync holds a room's newest events alone, and among many who ride those are some people's; the others would
 * stand where they were before, and for ever if they stopped sharing meanwhile. How they got there in between stays unread.
 */
export class MissedPositions {
  readonly #history: Pick<History, "gap">;
  readonly #shares: Pick<ShareBook, "all">;
  /** The newest gap of a room: what is to be read, and what was. */
  readonly #cut = new Map<RoomId, string>();
  readonly #read = new Map<RoomId, string>();
  /** Hears of no gap any more. */
  readonly stop: () => void;

  constructor(projection: Pick<Projection, "listen">, history: Pick<History, "gap">, shares: Pick<ShareBook, "all">) {
    this.#history = history;
    this.#shares = shares;
    this.stop = projection.listen(({ items }) => {
      for (const [room, { put }] of items) {
        const gap = put.findLast(({ is }) => is === "gap");
        // What is left of a gap that was read is put again under its id.
        if (gap !== undefined && this.#read.get(room) !== gap.id) this.#cut.set(room, gap.id);
      }
    });
  }

  /** What fails is tried again by the next call. */
  async run(): Promise<void> {
    if (this.#cut.size === 0) return;
    const shared = new Set((await this.#shares.all()).map(({ room }) => room));
    for (const [room, gap] of this.#cut) {
      if (shared.has(room) && !(await this.#readEnd(room, gap))) continue;
      if (this.#cut.get(room) === gap) this.#cut.delete(room);
    }
  }

  async #readEnd(room: RoomId, gap: string): Promise<boolean> {
    this.#read.set(room, gap);
    for (let page = 0; page < PAGES; page += 1) if (!(await this.#history.gap(room, gap)).ok) return false;
    return true;
  }
}
