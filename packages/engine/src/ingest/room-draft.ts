import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { ItemChanges, Receipt, Receipts, Told } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import { newRoom } from "../projection/room-record.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState, StateEvent } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";

/** A room while one batch is made for it: what is on the disk with this batch's changes laid over it. */
export class RoomDraft {
  record: RoomRecord;
  readonly state: Map<string, StateEvent>;
  readonly receipts: Map<UserId, Receipt>;
  stateChanged = false;
  receiptsChanged = false;
  /** Something other than new messages at the end changed what counts as unread. */
  recount = false;
  /** What was told of live shares, in order. */
  readonly told: Told[] = [];
  readonly #projection: Projection;
  readonly #put = new Map<number, TimelineItem>();
  readonly #removed = new Set<number>();
  readonly #byId = new Map<EventId, TimelineEvent>();
  /** Nothing of this room's history is on the disk: no look-up can find anything. */
  readonly #blank: boolean;

  private constructor(projection: Projection, record: RoomRecord, state: RoomState, receipts: Receipts) {
    this.#projection = projection;
    this.record = record;
    this.#blank = record.firstPos === 0 && record.lastPos === 0;
    this.state = new Map(state);
    this.receipts = new Map(receipts);
  }

  static async open(projection: Projection, id: RoomId): Promise<RoomDraft> {
    const [state, receipts] = await Promise.all([projection.state(id), projection.receipts(id)]);
    return new RoomDraft(projection, projection.rooms.get(id) ?? newRoom(id), state, receipts);
  }

  get id(): RoomId {
    return this.record.id;
  }

  change(change: Partial<RoomRecord>): void {
    this.record = { ...this.record, ...change };
  }

  setState(event: StateEvent): void {
    this.state.set(stateKeyOf(event.type, event.key), event);
    this.stateChanged = true;
  }

  clearState(): void {
    this.state.clear();
    this.stateChanged = true;
  }

  put(item: TimelineItem): void {
    this.#put.set(item.pos, item);
    if (item.is === "event") this.#byId.set(item.id, item);
  }

  remove(pos: number): void {
    this.#put.delete(pos);
    this.#removed.add(pos);
  }

  /** The event, if this room has it. */
  async event(id: EventId): Promise<TimelineEvent | undefined> {
    const own = this.#byId.get(id);
    if (own !== undefined || this.#blank) return own;
    const found = await this.#projection.event(id);
    return found?.room === this.id ? found.event : undefined;
  }

  async related(target: EventId): Promise<TimelineEvent[]> {
    const stored = await this.#projection.related(target);
    const own = [...this.#byId.values()].filter(({ relation }) => relation?.target === target);
    return [...stored.filter(({ id }) => !this.#byId.has(id)), ...own];
  }

  /** Items after a position in rising order, this batch's included; at most `limit` of the disk. */
  async itemsAfter(pos: number, limit: number): Promise<TimelineItem[]> {
    return this.#overlaid(await this.#projection.itemsAfter(this.id, pos, limit), (at) => at > pos);
  }

  /** The newest items in rising order. */
  async newest(limit: number): Promise<TimelineItem[]> {
    return this.#overlaid(await this.#projection.items(this.id, Infinity, limit), () => true);
  }

  items(): ItemChanges | undefined {
    if (this.#put.size === 0 && this.#removed.size === 0) return undefined;
    return { put: [...this.#put.values()], removed: [...this.#removed] };
  }

  #overlaid(stored: readonly TimelineItem[], wanted: (pos: number) => boolean): TimelineItem[] {
    const all = new Map(stored.map((item) => [item.pos, item]));
    for (const pos of this.#removed) all.delete(pos);
    for (const [pos, item] of this.#put) if (wanted(pos)) all.set(pos, item);
    return [...all.values()].sort((a, b) => a.pos - b.pos);
  }
}
