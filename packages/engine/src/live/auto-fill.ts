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

/** Fills gaps in channels that rules depend on, and reads a new one back some way. One room after the other, in the background. */
export class AutoFill {
  readonly #projection: Projection;
  readonly #history: History;
  readonly #seen = new Set<RoomId>();
  #running = false;

  constructor(projection: Projection, history: History) {
    this.#projection = projection;
    this.#history = history;
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (const room of this.#projection.rooms.values()) if (isWhole(room)) await this.#fill(room);
    } finally {
      this.#running = false;
    }
  }

  /** A sync left a gap in this room: look at it again. */
  forget(room: RoomId): void {
    this.#seen.delete(room);
  }

  async #fill({ id }: RoomRecord): Promise<void> {
    if (this.#seen.has(id)) return;
    for (let page = 0; page < GAP_PAGES; page += 1) {
      const gap = (await this.#projection.items(id, Infinity, LOOKED_AT)).findLast((item) => item.is === "gap");
      if (gap === undefined) break;
      if (!(await this.#history.gap(id, gap.id)).ok) return;
    }
    for (let page = 0; page < FIRST_PAGES && this.#isShort(id); page += 1)
      if (!(await this.#history.older(id)).ok) return;
    this.#seen.add(id);
  }

  /** Less than the first pages are here, and there is more. */
  #isShort(id: RoomId): boolean {
    const room = this.#projection.rooms.get(id);
    return room !== undefined && room.older !== null && room.firstPos > -FIRST_PAGES * 50;
  }
}

const isWhole = ({ membership, channel }: RoomRecord): boolean =>
  membership === "join" && channel !== undefined && WHOLE.has(channel.kind);
