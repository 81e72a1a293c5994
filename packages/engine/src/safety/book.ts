import { BEACON } from "@paceline/protocol";
import type { EventId, RoomId } from "@paceline/protocol";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { trustedIn } from "./trusted.ts";

/** Read back at most this far: alerts, tests and tiers of the last months. */
const KEPT = 3_000;

/** What was said in circles, kept in memory once somebody asks, and followed from then on. Positions are none of it. */
export class CircleBook {
  readonly #projection: Projection;
  readonly #rooms = new Map<RoomId, Promise<Map<EventId, TimelineEvent>>>();

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** In the order of the room, without what a server could have written under somebody's name. */
  async of(room: RoomId): Promise<readonly TimelineEvent[]> {
    const known = this.#rooms.get(room) ?? this.#read(room);
    this.#rooms.set(room, known);
    const [events, state] = await Promise.all([known, this.#projection.state(room)]);
    const trusted = trustedIn(state, this.#projection.session?.bot);
    return [...events.values()].filter(trusted).sort((a, b) => a.pos - b.pos);
  }

  /** Takes over what was committed. True if it concerns a circle that was asked for. */
  take(batch: Pick<Batch, "items">): boolean {
    let changed = false;
    for (const [room, { put, removed }] of batch.items) {
      const known = this.#rooms.get(room);
      const events = put.filter(isSaid);
      if (known === undefined || events.length + removed.length === 0) continue;
      changed = true;
      const gone = new Set(removed);
      this.#rooms.set(
        room,
        known.then((all) => {
          for (const { id, pos } of all.values()) if (gone.has(pos)) all.delete(id);
          for (const event of events) all.set(event.id, event);
          return all;
        }),
      );
    }
    return changed;
  }

  async #read(room: RoomId): Promise<Map<EventId, TimelineEvent>> {
    const items = await this.#projection.items(room, Infinity, KEPT);
    return new Map(items.filter(isSaid).map((event) => [event.id, event]));
  }
}

const isSaid = (item: { readonly is: string; readonly type?: string }): item is TimelineEvent =>
  item.is === "event" && item.type !== BEACON;
