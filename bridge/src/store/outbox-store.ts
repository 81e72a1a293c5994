import type { EventId } from "@paceline/protocol";
import type { Intent, Planned } from "../mapping/intent.ts";
import type { Database } from "./database.ts";

export type OutboxEntry = Omit<Planned, "urgent"> & {
  readonly id: number;
  readonly lane: string;
  readonly urgent: boolean;
  readonly attempts: number;
  readonly dueAt: number;
};
/** Where an intent stands. `withheld`: done, and not all of it was said, because its room was encrypted by then. `failed`: given up, kept as a dead letter. */
export type Standing = "open" | "done" | "withheld" | "failed";
export type Ending = {
  /** Code of why it was given up. */
  readonly failure?: string;
  /** What it became at the homeserver, where that is an event. */
  readonly event?: EventId;
  readonly withheld?: true;
};

export interface OutboxStore {
  /** Once per transaction id; part of the caller's transaction if there is one. */
  add(entries: readonly Planned[], now: number): void;
  /** The first open entry of each lane: what is urgent, then the oldest. */
  heads(): readonly OutboxEntry[];
  defer(id: number, dueAt: number): void;
  /** Whatever waits may be tried now: what it waited for has come back. */
  hurry(now: number): void;
  finish(id: number, now: number, ending: Ending): void;
  standing(txn: string): Standing;
  /** Of what was sent and is not forgotten. */
  eventOf(txn: string): string | undefined;
  /** Something of this lane is still to be done. */
  isBusy(lane: string): boolean;
  open(): number;
  /** Forgets entries that were finished before `before`, but no alert that people may still answer. */
  prune(before: number): void;
}

export const createOutboxStore = (db: Database): OutboxStore => {
  const add = db.prepare("INSERT OR IGNORE INTO own_outbox (txn, lane, intent, due_at, urgent) VALUES (?, ?, ?, ?, ?)");
  const heads = db.prepare(`
    SELECT id, txn, lane, urgent, intent, attempts, due_at FROM own_outbox
    WHERE id IN (SELECT min(id) FROM own_outbox WHERE done_at IS NULL GROUP BY lane) ORDER BY urgent DESC, id`);
  const defer = db.prepare("UPDATE own_outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?");
  const hurry = db.prepare("UPDATE own_outbox SET due_at = ? WHERE done_at IS NULL AND due_at > ?");
  const finish = db.prepare(
    "UPDATE own_outbox SET done_at = ?, failure = ?, event_id = ?, withheld = ?, intent = '' WHERE id = ?",
  );
  const standing = db.prepare("SELECT done_at, failure, withheld FROM own_outbox WHERE txn = ?");
  const event = db.prepare("SELECT event_id FROM own_outbox WHERE txn = ?");
  const busy = db.prepare("SELECT 1 FROM own_outbox WHERE lane = ? AND done_at IS NULL LIMIT 1");
  const open = db.prepare("SELECT count(*) AS n FROM own_outbox WHERE done_at IS NULL");
  const prune = db.prepare("DELETE FROM own_outbox WHERE done_at < ? AND txn NOT IN (SELECT txn FROM own_alert)");
  return {
    add: (entries, now) => {
      for (const { txn, intent, lane = intent.room, urgent } of entries)
        add.run(txn, lane, JSON.stringify(intent), now, urgent ? 1 : 0);
    },
    heads: () =>
      heads.all().map((row) => ({
        id: Number(row["id"]),
        txn: String(row["txn"]),
        lane: String(row["lane"]),
        urgent: row["urgent"] === 1,
        intent: JSON.parse(String(row["intent"])) as Intent,
        attempts: Number(row["attempts"]),
        dueAt: Number(row["due_at"]),
      })),
    defer: (id, dueAt) => void defer.run(dueAt, id),
    hurry: (now) => void hurry.run(now, now),
    finish: (id, now, { failure, event: made, withheld }) =>
      void finish.run(now, failure ?? null, made ?? null, withheld ? 1 : 0, id),
    standing: (txn) => {
      const row = standing.get(txn);
      if (row === undefined || row["done_at"] === null) return "open";
      if (row["failure"] !== null) return "failed";
      return row["withheld"] === 1 ? "withheld" : "done";
    },
    eventOf: (txn) => (event.get(txn)?.["event_id"] ?? undefined) as string | undefined,
    isBusy: (lane) => busy.get(lane) !== undefined,
    open: () => Number(open.get()?.["n"] ?? 0),
    prune: (before) => void prune.run(before),
  };
};
