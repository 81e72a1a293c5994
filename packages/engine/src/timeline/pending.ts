import type { EventId, UserId } from "@paceline/protocol";
import type { Delivery } from "@paceline/protocol/port";
import type { Content } from "../matrix/client-port.ts";
import { relationOf } from "../ingest/relation.ts";
import type { OutboxEntry } from "../outbox/outbox-port.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";

/** After everything that a server placed. */
const PENDING_POS = Number.MAX_SAFE_INTEGER / 2;

export type WithPending = {
  readonly items: readonly TimelineItem[];
  readonly related: (id: EventId) => readonly TimelineEvent[];
  /** By the id of the pending event. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
};

export type PendingInput = {
  readonly entries: readonly OutboxEntry[];
  readonly items: readonly TimelineItem[];
  readonly related: (id: EventId) => readonly TimelineEvent[];
  readonly me: UserId;
  readonly encrypted: boolean;
  /** What a row needs of a content: its text as a tree, and blocks of ours. */
  readonly read: (content: Content) => Pick<TimelineEvent, "body" | "blocks">;
};

/**
 * History with what was written here and has not come back: messages at the end in the order of writing, edits, reactions and deletions laid over what they are
 * about, unless they failed: then everybody sees it as it was. Entries whose echo is already among the items are left out, so nothing shows twice between commit and clean-up.
 */
export function withPending({ entries, items, related, me, encrypted, read }: PendingInput): WithPending {
  if (entries.length === 0) return { items, related, deliveries: new Map() };
  const echoed = new Set<string>(
    items.flatMap((item) => (item.is === "event" && item.txnId !== undefined ? [item.txnId] : [])),
  );
  const present = new Set<string>(items.map(({ id }) => id));
  const deliveries = new Map<string, Delivery>();
  const added: TimelineEvent[] = [];
  const relations = new Map<string, TimelineEvent[]>();
  const deleted = new Set<string>();
  for (const entry of entries) {
    if (entry.intent.is === "redact") {
      if (entry.state.is !== "failed") deleted.add(entry.intent.eventId);
      continue;
    }
    const event = pendingEvent(entry, entry.intent, added.length, me, encrypted, read);
    if (echoed.has(entry.txnId) || present.has(event.id)) continue;
    deliveries.set(event.id, deliveryOf(entry.state));
    if (event.relation === undefined) added.push(event);
    else if (entry.state.is !== "failed")
      relations.set(event.relation.target, [...(relations.get(event.relation.target) ?? []), event]);
  }
  return {
    items: [...items.map((item) => emptied(item, deleted)), ...added],
    related: (id) => [...related(id), ...(relations.get(id) ?? [])].filter((event) => !deleted.has(event.id)),
    deliveries,
  };
}

function pendingEvent(
  { txnId, at, state }: OutboxEntry,
  { type, content }: Extract<OutboxEntry["intent"], { is: "event" }>,
  order: number,
  me: UserId,
  encrypted: boolean,
  read: PendingInput["read"],
): TimelineEvent {
  const relation = relationOf(content) ?? localRelation(content);
  const shown = relation?.type === "m.replace" ? ((content["m.new_content"] ?? {}) as Content) : content;
  return {
    is: "event",
    id: (state.is === "sent" ? state.eventId : txnId) as EventId,
    pos: PENDING_POS + order,
    type,
    content,
    sender: me,
    ts: at,
    txnId,
    redacted: false,
    encrypted,
    ...read(shown),
    ...(relation === undefined ? {} : { relation }),
  };
}

/** A relation to something that waits here itself names its transaction id. */
function localRelation(content: Content): TimelineEvent["relation"] {
  const relates = content["m.relates_to"] as { rel_type?: string; event_id?: string; key?: string } | undefined;
  if (relates?.rel_type === undefined || relates.event_id === undefined) return undefined;
  const target = relates.event_id as EventId;
  return { type: relates.rel_type, target, ...(relates.key === undefined ? {} : { key: relates.key }) };
}

function emptied(item: TimelineItem, deleted: ReadonlySet<string>): TimelineItem {
  if (item.is === "gap" || item.redacted || !deleted.has(item.id)) return item;
  return { ...item, content: {}, redacted: true };
}

export const deliveryOf = (state: OutboxEntry["state"]): Delivery =>
  state.is === "failed" ? { is: "failed", failure: state.failure } : { is: state.is };
