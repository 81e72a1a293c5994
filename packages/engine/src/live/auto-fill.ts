import type { RoomId } from "@paceline/protocol";
import type { Projection } from "../projection/projection.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import type { History } from "./history.ts";

/** Rooms whose content rules depend on: nothing of them may be missing. */
const WHOLE = new Set(["meetups", "announcements", "circle"]);
/** Pages read back in one go when a channel is new here: cards of the last weeks. */
const FIRST_PAGES = 6;
const GAP_PAGES = 40;
const LOOKED_AT = 2_000;

/**
 * Fills gaps in channels that rules depend on, and reads a new one back some way. One room after the other, in the background. A room's past is read once, and again only when a gap
 * was committed: what comes without one costs the same however much was said before.
 */
export class AutoFill {
  readonly #projection: Pick<Projection, "rooms" | "items">;
  readonly #history: Pick<History, "gap" | "older">;
  /** Looked at since their last gap, and nothing is missing. */
  readonly #whole = new Set<RoomId>();
  #running = false;
  /** Hears of no gap any more. */
  readonly stop: () => void;

  constructor(projection: Pick<Projection, "rooms" | "items" | "listen">, history: Pick<History, "gap" | "older">) {
    this.#projection = projection;
    this.#history = history;
    this.stop = projection.listen(({ items }) => {
      for (const [room, { put }] of items) if (put.some(({ is }) => is === "gap")) this.#whole.delete(room);
    });
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (const room of this.#projection.rooms.values())
        if (isWhole(room) && !this.#whole.has(room.id)) await this.#fill(room.id);
    } finally {
      this.#running = false;
    }
  }

  async #fill(id: RoomId): Promise<void> {
    // Before the look: a gap that comes meanwhile has it looked at again.
    this.#whole.add(id);
    if (!(await this.#filled(id))) this.#whole.delete(id);
  }

  /** False where something is left for the next time. */
  async #filled(id: RoomId): Promise<boolean> {
    for (let page = 0; page < GAP_PAGES; page += 1) {
      const gap = (await this.#projection.items(id, Infinity, LOOKED_AT)).findLast((item) => item.is === "gap");
      if (gap === undefined) break;
      if (!(await this.#history.gap(id, gap.id)).ok) return false;
    }
    for (let page = 0; page < FIRST_PAGES && this.#isShort(id); page += 1)
      if (!(await this.#history.older(id)).ok) return false;
    return true;
  }

  /** Less than the first pages are here, and there is more. */
  #isShort(id: RoomId): boolean {
    const room = this.#projection.rooms.get(id);
    return room !== undefined && room.older !== null && room.firstPos > -FIRST_PAGES * 50;
  }
}

const isWhole = ({ membership, channel }: RoomRecord): boolean =>
  membership === "join" && channel !== undefined && WHOLE.has(channel.kind);
