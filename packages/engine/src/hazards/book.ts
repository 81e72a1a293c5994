import type { EventId, RoomId } from "@paceline/protocol";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** Reports of hazards in the rooms I am in, and what ends them, kept in memory once somebody asks, and followed from then on. */
export class HazardBook {
  readonly #projection: Projection;
  readonly #events = new Map<EventId, TimelineEvent>();
  #reading: Promise<void> = Promise.resolve();

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** By room. What was redacted is not among them. */
  async all(): Promise<ReadonlyMap<RoomId, readonly TimelineEvent[]>> {
    await this.#projection.loaded;
    this.#reading = this.#reading.then(() => this.#readMissing());
    await this.#reading;
    return new Map(this.#noted().map(({ room, ids }) => [room, ids.flatMap((id) => this.#standing(id))]));
  }

  /** Takes over what was committed. True if any of them is different now. */
  take(batch: Pick<Batch, "items">): boolean {
    let changed = false;
    for (const { put } of batch.items.values())
      for (const item of put) {
        if (item.is !== "event" || (item.blocks?.hazard === undefined && !this.#events.has(item.id))) continue;
        this.#events.set(item.id, item);
        changed = true;
      }
    return changed;
  }

  #noted(): readonly { readonly room: RoomId; readonly ids: readonly EventId[] }[] {
    return [...this.#projection.rooms.values()].flatMap(({ id, membership, hazards }) =>
      membership === "join" && hazards !== undefined ? [{ room: id, ids: hazards }] : [],
    );
  }

  #standing(id: EventId): readonly TimelineEvent[] {
    const event = this.#events.get(id);
    return event === undefined || event.redacted ? [] : [event];
  }

  async #readMissing(): Promise<void> {
    const missing = this.#noted().flatMap(({ ids }) => ids.filter((id) => !this.#events.has(id)));
    const found = await Promise.all(missing.map((id) => this.#projection.event(id)));
    for (const one of found) if (one !== undefined) this.#events.set(one.event.id, one.event);
  }
}
