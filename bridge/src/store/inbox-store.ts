import type { Database } from "./database.ts";

export type Received = { readonly id: number; readonly body: Uint8Array };

/**
 * The durable inbox. A transaction of the homeserver is one row, whatever number of events it carries: its body until it
 * is worked off, the ids of its events from then on. So receiving costs one commit, and remembering ids is appending, not
 * a random place of a growing index for each.
 */
export interface InboxStore {
  /** Durable when it returns. */
  receive(txnId: string, body: Uint8Array): void;
  /** Like `receive`, for what was read by us; comes before everything that waits. */
  receiveMissed(body: Uint8Array): void;
  /** The oldest transactions that are not worked off. */
  oldest(limit: number): readonly Received[];
  finish(id: number, eventIds: readonly string[]): void;
  waiting(): number;
  /** The last event of a room that was worked off. */
  tail(room: string): string | undefined;
  setTail(room: string, eventId: string): void;
  /** Ids of the events that were worked off last, in their order. */
  lately(): Iterable<string>;
  /** Forgets the ids of older transactions. */
  prune(): void;
}

/**
 * How many finished transactions are remembered. The homeserver sends one at a time and repeats only what it has no
 * answer for, so one would do; the rest is for homeservers that were set back.
 */
const REMEMBERED = 20_000;

export const createInboxStore = (db: Database): InboxStore => {
  const receive = db.prepare("INSERT INTO own_received (txn_id, body) VALUES (?, ?)");
  const missed = db.prepare("INSERT INTO own_received (txn_id, body, missed) VALUES ('', ?, 1)");
  const oldest = db.prepare(
    "SELECT id, body FROM own_received WHERE event_ids IS NULL ORDER BY missed DESC, id LIMIT ?",
  );
  const tail = db.prepare("SELECT event_id FROM own_room_tail WHERE room_id = ?");
  const setTail = db.prepare("INSERT OR REPLACE INTO own_room_tail (room_id, event_id) VALUES (?, ?)");
  const finish = db.prepare("UPDATE own_received SET body = NULL, event_ids = ? WHERE id = ?");
  const waiting = db.prepare("SELECT count(*) AS n FROM own_received WHERE event_ids IS NULL");
  const lately = db.prepare("SELECT event_ids FROM own_received WHERE event_ids <> '' ORDER BY id");
  const prune = db.prepare(`
    DELETE FROM own_received
    WHERE event_ids IS NOT NULL AND id <= (SELECT max(id) FROM own_received) - ${REMEMBERED}`);
  return {
    receive: (txnId, body) => void receive.run(txnId, body),
    receiveMissed: (body) => void missed.run(body),
    oldest: (limit) => oldest.all(limit).map((row) => ({ id: Number(row["id"]), body: row["body"] as Uint8Array })),
    finish: (id, eventIds) => void finish.run(eventIds.join(" "), id),
    waiting: () => Number(waiting.get()?.["n"] ?? 0),
    tail: (room) => tail.get(room)?.["event_id"] as string | undefined,
    setTail: (room, eventId) => void setTail.run(room, eventId),
    *lately() {
      for (const row of lately.iterate()) yield* String(row["event_ids"]).split(" ");
    },
    prune: () => void prune.run(),
  };
};
