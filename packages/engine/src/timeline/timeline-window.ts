import type { EventId, RoomId } from "@paceline/protocol";
import { isMessage } from "../ingest/visible.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";

/** Rows wanted at first, and more with each step back. */
const PAGE = 40;
/** Items read from the disk at once; not all of them have a row. */
const READ = 120;

/**
 * What is shown of one room: its newest items without a hole that is not a gap, and everything that relates to them. Follows committed batches; older
 * items come from the disk here and from the server through the history commands.
 */
export class TimelineWindow {
  readonly room: RoomId;
  readonly #projection: Projection;
  /** In rising order. */
  #items: TimelineItem[] = [];
  readonly #related = new Map<EventId, Map<EventId, TimelineEvent>>();
  /** The disk holds items before the first one here. */
  moreOnDisk = false;
  #opened: Promise<void> | undefined;

  constructor(projection: Projection, room: RoomId) {
    this.#projection = projection;
    this.room = room;
  }

  get items(): readonly TimelineItem[] {
    return this.#items;
  }

  /** Resolves when the first page is here. */
  open(): Promise<void> {
    return (this.#opened ??= this.#read());
  }

  /** What relates to an event: edits, reactions. */
  related(id: EventId): readonly TimelineEvent[] {
    return [...(this.#related.get(id)?.values() ?? [])];
  }

  /** One page further back, from the disk. */
  async extend(): Promise<void> {
    await this.open();
    await this.#read();
  }

  /** Takes over what a commit changed in this room. True if anything here is different now. */
  take(batch: Batch): boolean {
    const changes = batch.items.get(this.room);
    if (changes === undefined) return false;
    const first = this.moreOnDisk ? (this.#items[0]?.pos ?? -Infinity) : -Infinity;
    const byPos = new Map(this.#items.map((item) => [item.pos, item]));
    for (const pos of changes.removed) byPos.delete(pos);
    for (const item of changes.put) {
      if (item.pos >= first) byPos.set(item.pos, item);
      this.#relate(item);
    }
    this.#items = [...byPos.values()].sort((a, b) => a.pos - b.pos);
    return true;
  }

  async #read(): Promise<void> {
    let rows = 0;
    do {
      const before = this.#items[0]?.pos ?? Infinity;
      const read = await this.#projection.items(this.room, before, READ);
      this.moreOnDisk = read.length === READ;
      const newer = new Set(this.#items.map(({ pos }) => pos));
      this.#items = [...read.filter(({ pos }) => !newer.has(pos)), ...this.#items].sort((a, b) => a.pos - b.pos);
      await this.#readRelated(read);
      rows += read.filter(hasRow).length;
    } while (this.moreOnDisk && rows < PAGE);
  }

  async #readRelated(items: readonly TimelineItem[]): Promise<void> {
    for (const item of items) this.#relate(item);
    const targets = items.filter((item) => item.is === "event" && isMessage(item));
    const found = await Promise.all(targets.map((item) => this.#projection.related(item.id as EventId)));
    for (const event of found.flat()) this.#relate(event);
  }

  #relate(item: TimelineItem): void {
    if (item.is === "gap" || item.relation === undefined) return;
    const known = this.#related.get(item.relation.target) ?? new Map<EventId, TimelineEvent>();
    known.set(item.id, item);
    this.#related.set(item.relation.target, known);
  }
}

const hasRow = (item: TimelineItem): boolean => item.is === "gap" || item.stateKey !== undefined || isMessage(item);
