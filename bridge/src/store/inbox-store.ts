import type { Database } from "./database.ts";

export type Received = { readonly id: number; readonly body: Uint8Array };

/**
 * The durable inbox. A transaction of the homeserver is one row, whatever number of events it carries, so receiving costs
 * one commit; the events are taken apart afterwards.
 */
export interface InboxStore {
  /** Durable when it returns. */
  receive(txnId: string, body: Uint8Array): void;
  /** The oldest transactions that are not worked off. */
  oldest(limit: number): readonly Received[];
  finish(id: number): void;
  /** Marks an event as worked off; false: it was before. */
  firstTime(eventId: string, now: number): boolean;
  waiting(): number;
  /** Forgets marks older than `before`; the homeserver repeats only what it has no answer for. */
  prune(before: number): void;
}

export const createInboxStore = (db: Database): InboxStore => {
  const receive = db.prepare("INSERT INTO own_received (txn_id, body) VALUES (?, ?)");
  const oldest = db.prepare("SELECT id, body FROM own_received ORDER BY id LIMIT ?");
  const finish = db.prepare("DELETE FROM own_received WHERE id = ?");
  const mark = db.prepare("INSERT OR IGNORE INTO own_event_done (event_id, at) VALUES (?, ?)");
  const waiting = db.prepare("SELECT count(*) AS n FROM own_received");
  const prune = db.prepare("DELETE FROM own_event_done WHERE at < ?");
  return {
    receive: (txnId, body) => void receive.run(txnId, body),
    oldest: (limit) => oldest.all(limit).map((row) => ({ id: Number(row["id"]), body: row["body"] as Uint8Array })),
    finish: (id) => void finish.run(id),
    firstTime: (eventId, now) => mark.run(eventId, now).changes === 1,
    waiting: () => Number(waiting.get()?.["n"] ?? 0),
    prune: (before) => void prune.run(before),
  };
};
