import type { Position } from "@paceline/domain/shares";
import type { RoomId, UserId, EventId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import type { Write } from "./database.ts";
import type { RoomRecord } from "./room-record.ts";
import type { RoomState } from "./room-state.ts";
import type { SessionRecord } from "./session-record.ts";
import type { TimelineEvent, TimelineItem } from "./timeline-event.ts";

export type Receipt = { readonly eventId: EventId; readonly ts: number };
/** Newest receipt of each person. */
export type Receipts = ReadonlyMap<UserId, Receipt>;

/** What a room told of its live shares. `nothing`: a position without a share. */
export type Told =
  | { readonly is: "position"; readonly position: Position }
  | { readonly is: "redacted"; readonly id: EventId }
  /** Sealed by a phone. `ts`: when the server took it. */
  | {
      readonly is: "sealed";
      readonly id: EventId;
      readonly ts: number;
      readonly sender: UserId;
      readonly content: Content;
    }
  | { readonly is: "nothing" };

/** What one sync (or one page of history) changes. It is committed as a whole, and told only after that. */
export type Batch = {
  readonly rooms: ReadonlyMap<RoomId, RoomRecord>;
  readonly states: ReadonlyMap<RoomId, RoomState>;
  readonly receipts: ReadonlyMap<RoomId, Receipts>;
  readonly items: ReadonlyMap<RoomId, ItemChanges>;
  /** Kept with the shares and not among the items. */
  readonly positions: ReadonlyMap<RoomId, readonly Told[]>;
  /** Global account data by type. */
  readonly accountData: ReadonlyMap<string, Content>;
  /** Where the next sync goes on. */
  readonly token?: string;
  readonly session?: SessionRecord;
  /** Writes of others that belong into the same transaction: the outbox's closed entries. */
  readonly extra: readonly Write[];
};

export type ItemChanges = { readonly put: readonly TimelineItem[]; readonly removed: readonly number[] };

export const emptyBatch: Batch = {
  rooms: new Map(),
  states: new Map(),
  receipts: new Map(),
  items: new Map(),
  positions: new Map(),
  accountData: new Map(),
  extra: [],
};

/** Everything in a batch that goes to the disk. */
export function writesOf(batch: Batch): Write[] {
  const writes: Write[] = [...batch.extra];
  for (const [id, room] of batch.rooms)
    writes.push({ put: "rooms", key: id, value: room, index: { order: -room.activity } });
  for (const [id, state] of batch.states) writes.push({ put: "states", key: id, value: [...state.values()] });
  for (const [id, receipts] of batch.receipts) writes.push({ put: "receipts", key: id, value: [...receipts] });
  for (const [id, { put, removed }] of batch.items) {
    for (const pos of removed) writes.push({ remove: "events", key: [id, pos] });
    for (const item of put) writes.push(itemWrite(id, item));
  }
  for (const [type, content] of batch.accountData) writes.push({ put: "accountData", key: ["", type], value: content });
  if (batch.token !== undefined) writes.push({ put: "meta", key: "token", value: batch.token });
  if (batch.session !== undefined) writes.push({ put: "meta", key: "session", value: batch.session });
  return writes;
}

function itemWrite(room: RoomId, item: TimelineItem): Write {
  const key = [room, item.pos];
  if (item.is === "gap") return { put: "events", key, value: item };
  return { put: "events", key, value: item, index: indexOf(item) };
}

const indexOf = ({ id, relation, unread, txnId }: TimelineEvent): Record<string, string> => ({
  event: id,
  ...(relation === undefined ? {} : { target: relation.target }),
  ...(unread === undefined ? {} : { pending: unread.session }),
  ...(txnId === undefined ? {} : { txn: txnId }),
});
