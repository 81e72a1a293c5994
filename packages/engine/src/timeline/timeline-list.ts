import type { EventId, RoomId, UserId } from "@paceline/protocol";
import { may } from "@paceline/domain";
import type { TimelineMeta, TimelineRow } from "@paceline/protocol/port";
import { roleIn } from "../ingest/rights.ts";
import { replyOf } from "../ingest/relation.ts";
import type { Content } from "../matrix/client-port.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import { once } from "../port/once.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";
import type { CircleBook } from "../safety/book.ts";
import { isCircleOf } from "../safety/circles.ts";
import { withPending } from "./pending.ts";
import { timelineRows } from "./timeline-rows.ts";
import { TimelineWindow } from "./timeline-window.ts";

export type TimelineView = { readonly rows: readonly TimelineRow[]; readonly meta: TimelineMeta };

/** One room's history as it is shown: window, pending messages and the state of loading. */
export class TimelineList {
  readonly room: RoomId;
  readonly window: TimelineWindow;
  /** State of a step back and of each gap that is being filled. */
  older: "idle" | "loading" | "failed" = "idle";
  readonly gaps = new Map<string, "open" | "loading" | "failed">();
  readonly #projection: Projection;
  readonly #outbox: Outbox;
  readonly #quoted = new Map<EventId, TimelineEvent>();
  readonly #readUpTo: EventId | undefined;
  readonly #circle: CircleBook | undefined;

  /** `circle`: where it is my safety circle, what was said there is needed from further back. */
  constructor(projection: Projection, outbox: Outbox, room: RoomId, circle?: CircleBook) {
    this.room = room;
    this.#circle = circle;
    this.window = new TimelineWindow(projection, room);
    this.#projection = projection;
    this.#outbox = outbox;
    this.#readUpTo = projection.rooms.get(room)?.readUpTo;
  }

  /** True if the batch changes what is shown. */
  take(batch: Batch): boolean {
    const items = this.window.take(batch);
    return items || [batch.rooms, batch.states, batch.receipts].some((part) => part.has(this.room));
  }

  async view(): Promise<TimelineView> {
    const { me, record } = this.#who();
    await this.window.open();
    const [state, receipts] = await Promise.all([
      this.#projection.state(this.room),
      this.#projection.receipts(this.room),
    ]);
    await this.#quote();
    const entries = this.#outbox.entries(this.room);
    const pending = withPending({
      entries,
      me,
      encrypted: record?.encrypted ?? false,
      items: this.window.items,
      related: (id) => this.window.related(id),
      read: await contentReader(entries.length > 0, me),
    });
    const rows = timelineRows({
      ...pending,
      heard: isCircleOf(state, me) ? await this.#heard(pending.items) : undefined,
      me,
      quoted: this.#quoted,
      state,
      receipts,
      gaps: this.gaps,
      mayAnnounce: (user) => record?.channel?.kind === "announcements" && may(roleIn(state, user), "announce"),
    });
    return { rows, meta: this.#meta(record?.older ?? null) };
  }

  async #heard(items: readonly TimelineItem[]): Promise<readonly TimelineItem[]> {
    const said = (await this.#circle?.of(this.room)) ?? [];
    const here = new Set(items.map(({ id }) => id));
    return [...said.filter(({ id }) => !here.has(id)), ...items].sort((a, b) => a.pos - b.pos);
  }

  #who() {
    const me = this.#projection.session?.userId;
    if (me === undefined) throw new Error("a timeline needs a session");
    return { me, record: this.#projection.rooms.get(this.room) };
  }

  #meta(token: string | null): TimelineMeta {
    const more = this.window.moreOnDisk || token !== null;
    const older = this.older !== "idle" ? this.older : more ? "more" : "start";
    return { roomId: this.room, older, ...(this.#readUpTo === undefined ? {} : { readUpTo: this.#readUpTo }) };
  }

  /** Messages that replies point to and that lie before the window. */
  async #quote(): Promise<void> {
    const here = new Set<string>(this.window.items.map(({ id }) => id));
    const wanted = this.window.items.flatMap((item) => {
      const target = item.is === "event" ? replyOf(item.content) : undefined;
      return target === undefined || here.has(target) || this.#quoted.has(target) ? [] : [target];
    });
    for (const id of new Set(wanted)) {
      const found = await this.#projection.event(id);
      if (found?.room === this.room) this.#quoted.set(id, found.event);
    }
  }
}

/** Parser and schemas are loaded when something is waiting, not at the start. */
const reading = once(() => Promise.all([import("../rich-text/message.ts"), import("../ingest/blocks.ts")]));

async function contentReader(
  needed: boolean,
  me: UserId,
): Promise<(content: Content) => Pick<TimelineEvent, "body" | "blocks">> {
  if (!needed) return () => ({});
  const [{ bodyOf }, { blocksOf }] = await reading();
  return (content) => ({ body: bodyOf(content, me), ...blocksOf(content) });
}
