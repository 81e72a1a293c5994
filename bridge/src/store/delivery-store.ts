import type { UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";
import type { Way } from "./way-out-store.ts";

export type Delivery = {
  readonly id: number;
  readonly way: Way;
  readonly user: UserId;
  /** Endpoint or address, as the person had agreed to when the alert came. */
  readonly target: string;
  readonly attempts: number;
  readonly dueAt: number;
  /** When the alert came. */
  readonly at: number;
};
export type DeliveryCounts = { readonly waiting: number; readonly failed: number };

/** Pushes and mails on their way. */
export interface DeliveryStore {
  add(way: Way, user: UserId, target: string, now: number): void;
  /** Not done; what was never tried comes first. */
  open(limit: number): readonly Delivery[];
  defer(id: number, dueAt: number): void;
  /** `failure`: the code of why it was given up. */
  finish(id: number, now: number, failure?: string): void;
  /** To this person by this way since then, done or not. */
  since(way: Way, user: UserId, since: number): number;
  /** Of every way: what waits, and what was given up and is still remembered. */
  counts(): DeliveryCounts;
  /** Forgets what was done before. */
  prune(before: number): void;
}

export const createDeliveryStore = (db: Database): DeliveryStore => {
  const add = db.prepare("INSERT INTO own_delivery (way, user_id, target, due_at, at) VALUES (?, ?, ?, ?, ?)");
  const open = db.prepare(`
    SELECT id, way, user_id, target, attempts, due_at, at FROM own_delivery WHERE done_at IS NULL ORDER BY attempts, id LIMIT ?`);
  const defer = db.prepare("UPDATE own_delivery SET attempts = attempts + 1, due_at = ? WHERE id = ?");
  const finish = db.prepare("UPDATE own_delivery SET done_at = ?, failure = ?, target = '' WHERE id = ?");
  const since = db.prepare("SELECT count(*) AS n FROM own_delivery WHERE user_id = ? AND way = ? AND at >= ?");
  const counts = db.prepare(
    "SELECT count(*) FILTER (WHERE done_at IS NULL) AS waiting, count(failure) AS failed FROM own_delivery",
  );
  const prune = db.prepare("DELETE FROM own_delivery WHERE done_at < ?");
  return {
    add: (way, user, target, now) => void add.run(way, user, target, now, now),
    open: (limit) =>
      open.all(limit).map((row) => ({
        id: Number(row["id"]),
        way: String(row["way"]) as Way,
        user: String(row["user_id"]) as UserId,
        target: String(row["target"]),
        attempts: Number(row["attempts"]),
        dueAt: Number(row["due_at"]),
        at: Number(row["at"]),
      })),
    defer: (id, dueAt) => void defer.run(dueAt, id),
    finish: (id, now, failure) => void finish.run(now, failure ?? null, id),
    since: (way, user, from) => Number(since.get(user, way, from)?.["n"] ?? 0),
    counts: () => {
      const row = counts.get();
      return { waiting: Number(row?.["waiting"] ?? 0), failed: Number(row?.["failed"] ?? 0) };
    },
    prune: (before) => void prune.run(before),
  };
};
