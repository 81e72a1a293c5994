import type { EventId, UserId } from "@paceline/protocol";
import { isMessage } from "../ingest/visible.ts";
import type { Receipts } from "../projection/batch.ts";
import type { TimelineItem } from "../projection/timeline-event.ts";

export type Readers = {
  /** Whose newest receipt stands at this message or at something without a row right after it; newest receipt first. */
  at(id: EventId): readonly UserId[];
  /** How many others have read up to a position. */
  lastReadBy(pos: number): number;
};

/** Receipts placed on the messages that are shown. A receipt for an event outside of the window says nothing here. */
export function readersByRow(items: readonly TimelineItem[], receipts: Receipts, me: UserId): Readers {
  const positions = new Map(items.flatMap((item) => (item.is === "event" ? [[item.id, item.pos] as const] : [])));
  const messages = items.filter((item) => item.is === "event" && isMessage(item));
  const placed: { pos: number; user: UserId; ts: number }[] = [];
  for (const [user, { eventId, ts }] of receipts) {
    const pos = positions.get(eventId);
    if (pos !== undefined && user !== me) placed.push({ pos, user, ts });
  }
  placed.sort((a, b) => a.pos - b.pos || b.ts - a.ts);
  const byRow = new Map<string, UserId[]>();
  let at = 0;
  for (const { pos, user } of placed) {
    while (at + 1 < messages.length && (messages[at + 1]?.pos ?? Infinity) <= pos) at += 1;
    const row = messages[at];
    if (row !== undefined && row.pos <= pos) byRow.set(row.id, [...(byRow.get(row.id) ?? []), user]);
  }
  return {
    at: (id) => byRow.get(id) ?? [],
    lastReadBy: (pos) => placed.length - lowerBound(placed, pos),
  };
}

function lowerBound(placed: readonly { pos: number }[], pos: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.pos ?? Infinity) < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}
