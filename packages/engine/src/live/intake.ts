import type { RoomId } from "@paceline/protocol";
import { applyEdit, noteCard } from "../ingest/apply-event.ts";
import { recount } from "../ingest/counters.ts";
import { readContent, txnOf } from "../ingest/decode.ts";
import { ingestForget } from "../ingest/forget-old.ts";
import type { Forgetting } from "../ingest/forget-old.ts";
import { ingestGap, ingestOlder } from "../ingest/history-ingest.ts";
import type { HistoryPage } from "../ingest/history-ingest.ts";
import { RoomDraft } from "../ingest/room-draft.ts";
import { batchOf, ingestSync } from "../ingest/sync-ingest.ts";
import type { SyncIngesting } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { LateEvent } from "../matrix/megolm.ts";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import type { Gap, TimelineEvent } from "../projection/timeline-event.ts";
import type { ShareHearing } from "../shares/hearing.ts";
import { positionIn } from "../shares/position.ts";

export type IntakeParts = {
  readonly projection: Projection;
  readonly outbox: Outbox;
  readonly how: SyncIngesting;
  readonly shares: Pick<ShareHearing, "stage">;
  /** After a commit, before anything else is taken in. */
  readonly committed: (batch: Partial<Batch>) => Promise<void>;
  /** Events that could be read now were not stored; the next start tries them again. */
  readonly onLateLost: () => void;
  readonly onTyping: (room: RoomId, users: readonly string[]) => void;
};

export type Added = ReadonlyMap<RoomId, readonly TimelineEvent[]>;

/** The one door for what comes from the server. Everything goes through it alone and is committed before it is told. */
export class Intake {
  readonly #parts: IntakeParts;
  #late: LateEvent[] = [];
  #flushing = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** One sync. Rejects where the storage refused; nothing was taken then. Resolves when its news went to the pages: what follows from them stands behind. */
  async sync(response: Content): Promise<Added> {
    const { projection, outbox, how, onTyping } = this.#parts;
    const taken = await projection.exclusive(async () => {
      const { batch, echoes, added, typing } = await ingestSync(projection, response, how);
      await this.#commit({ ...batch, extra: outbox.closing(echoes) });
      for (const { txnId, eventId } of echoes) outbox.echoed(txnId, eventId);
      for (const [room, users] of typing) onTyping(room, users);
      return added;
    });
    // Timers come after messages, and the port's is on its way by now.
    await new Promise((done) => setTimeout(done));
    return taken;
  }

  older(room: RoomId, page: HistoryPage): Promise<void> {
    const { projection, how } = this.#parts;
    return projection.exclusive(async () => this.#commit(await ingestOlder(projection, room, page, how)));
  }

  intoGap(room: RoomId, gap: Gap, page: HistoryPage): Promise<void> {
    const { projection, how } = this.#parts;
    return projection.exclusive(async () => this.#commit(await ingestGap(projection, room, gap, page, how)));
  }

  /** Takes from this device what a room keeps no longer, and trails that are over. */
  forget(room: RoomId, old: Omit<Forgetting, "me">): Promise<void> {
    const { projection, how } = this.#parts;
    return projection.exclusive(async () => {
      const batch = (await ingestForget(projection, room, { ...old, me: how.me })) ?? {};
      await this.#commit({ ...batch, positions: new Map([[room, []]]) });
    });
  }

  /** A key came: the event can be read now. Many at once become one commit. */
  late(event: LateEvent): void {
    this.#late.push(event);
    if (!this.#flushing) void this.#flush();
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    await Promise.resolve();
    while (this.#late.length > 0) {
      const events = this.#late;
      this.#late = [];
      await this.#parts.projection.exclusive(() => this.#takeLate(events)).catch(this.#parts.onLateLost);
    }
    this.#flushing = false;
  }

  async #takeLate(events: readonly LateEvent[]): Promise<void> {
    const { projection, how } = this.#parts;
    const drafts = new Map<RoomId, RoomDraft>();
    for (const late of events) {
      const draft = drafts.get(late.room) ?? (await RoomDraft.open(projection, late.room));
      drafts.set(late.room, draft);
      await readLate(draft, late, how);
    }
    for (const draft of drafts.values()) if (draft.recount) await recount(draft, how.me);
    await this.#commit(batchOf([...drafts.values()]));
  }

  async #commit(batch: Partial<Batch>): Promise<void> {
    const shares = await this.#parts.shares.stage(batch);
    await this.#parts.projection.commit({ ...batch, extra: [...(batch.extra ?? []), ...shares] });
    await this.#parts.committed(batch);
  }
}

async function readLate(draft: RoomDraft, late: LateEvent, how: SyncIngesting): Promise<void> {
  const event = await draft.event(late.id);
  if (event?.unread === undefined) return;
  const { unread, ...kept } = event;
  const outer = unread.wire["content"];
  const read = readContent(
    late.type,
    late.content,
    typeof outer === "object" && outer !== null ? (outer as Content) : {},
    how,
  );
  const clear: TimelineEvent = {
    ...kept,
    ...read,
    ...(kept.txnId === undefined ? txnOf(kept, read.content, how.me) : {}),
  };
  const told = positionIn(clear);
  if (told !== undefined) {
    draft.told.push(told);
    draft.remove(clear.pos);
    return;
  }
  draft.put(clear);
  noteCard(draft, clear);
  applyEdit(draft, clear);
  draft.recount = true;
  if (draft.record.last?.eventId !== clear.id) return;
  const { last: _last, ...rest } = draft.record;
  draft.record = rest;
}
