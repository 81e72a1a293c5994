import type { EventId, RoomId } from "@paceline/protocol";
import type { Dossiers } from "./dossier.ts";
import type { CardEvents } from "./card-events.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** All meetup cards of the rooms I am in, kept in memory once somebody asks, and followed from then on. */
export class MeetupBook {
  readonly #projection: Projection;
  readonly #cards = new Map<EventId, CardEvents>();
  /** For `dossierIn`: what was worked out about a card as it is. */
  readonly dossiers: Dossiers = new WeakMap();
  #reading: Promise<void> = Promise.resolve();

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** Cards of rooms I am in. */
  async all(): Promise<readonly CardEvents[]> {
    await this.#projection.loaded;
    this.#reading = this.#reading.then(() => this.#readMissing());
    await this.#reading;
    return [...this.#cards.values()].filter(({ room }) => this.#projection.rooms.get(room)?.membership === "join");
  }

  async get(card: EventId): Promise<CardEvents | undefined> {
    await this.all();
    return this.#cards.get(card);
  }

  /** Takes over what was committed. True if any card is different now. */
  take(batch: Pick<Batch, "items">): boolean {
    let changed = false;
    for (const { put } of batch.items.values())
      for (const item of put) if (item.is === "event") changed = this.#place(item) || changed;
    return changed;
  }

  #place(event: TimelineEvent): boolean {
    const own = this.#cards.get(event.id);
    if (own !== undefined) {
      this.#cards.set(event.id, { ...own, card: event });
      return true;
    }
    const card = event.relation === undefined ? undefined : this.#cards.get(event.relation.target);
    if (card === undefined) return false;
    this.#cards.set(card.card.id, { ...card, related: new Map(card.related).set(event.id, event) });
    return true;
  }

  async #readMissing(): Promise<void> {
    const rooms = [...this.#projection.rooms.values()].filter(({ membership }) => membership === "join");
    const missing = rooms.flatMap(({ id, cards }) =>
      cards.filter((card) => !this.#cards.has(card)).map((card) => ({ id, card })),
    );
    await Promise.all(missing.map(({ id, card }) => this.#read(id, card)));
  }

  async #read(room: RoomId, id: EventId): Promise<void> {
    const [found, related] = await Promise.all([this.#projection.event(id), this.#projection.related(id)]);
    if (found?.room !== room) return;
    this.#cards.set(id, { room, card: found.event, related: new Map(related.map((event) => [event.id, event])) });
  }
}
