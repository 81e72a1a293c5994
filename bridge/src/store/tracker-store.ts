import type { RoomId, UserId } from "@paceline/protocol";
import type { PlainTracker } from "@paceline/protocol/http";
import type { Database } from "./database.ts";

/** `sealed`: OwnTracks with payload encryption, for a circle; the others post readable positions, for a platform room. */
export type TrackerKind = "sealed" | PlainTracker;
export type OwnTracker = {
  /** Never used twice, also not for the same id. */
  readonly number: number;
  readonly user: UserId;
  readonly id: string;
  readonly kind: TrackerKind;
  readonly room: RoomId;
};
export type WaitingFix = { readonly tracker: OwnTracker; readonly data: string };

/** Phones that send positions, and what they sent last. */
export interface TrackerStore {
  /** In place of one of the same person and id, whose address ends. */
  put(secretHash: Uint8Array, tracker: Omit<OwnTracker, "number">, now: number): void;
  find(secretHash: Uint8Array): OwnTracker | undefined;
  remove(user: UserId, id: string): void;
  /** Without the one of this id. */
  others(user: UserId, id: string): number;
  /** False where this tracker has sent it before. */
  see(tracker: number, hash: Uint8Array, now: number): boolean;
  /** In place of an older one that has not gone yet. */
  wait(tracker: number, data: string): void;
  /** Positions that may go now. */
  waiting(now: number): readonly WaitingFix[];
  /** It has gone; the next may at `nextAt`. */
  sent(tracker: number, nextAt: number): void;
  /** Forgets what was seen before. */
  prune(before: number): void;
}

export const createTrackerStore = (db: Database): TrackerStore => {
  const remove = db.prepare("DELETE FROM own_tracker WHERE user_id = ? AND id = ?");
  const put = db.prepare(
    "INSERT INTO own_tracker (secret_hash, user_id, id, kind, room_id, at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const find = db.prepare("SELECT number, user_id, id, kind, room_id FROM own_tracker WHERE secret_hash = ?");
  const count = db.prepare("SELECT count(*) AS n FROM own_tracker WHERE user_id = ? AND id <> ?");
  const see = db.prepare("INSERT OR IGNORE INTO own_fix_seen (tracker, hash, at) VALUES (?, ?, ?)");
  const wait = db.prepare(`
    INSERT INTO own_fix_waiting (tracker, data, next_at) VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET data = excluded.data`);
  const waiting = db.prepare(`
    SELECT number, user_id, id, kind, room_id, data FROM own_fix_waiting JOIN own_tracker ON number = tracker
    WHERE data IS NOT NULL AND next_at <= ? ORDER BY next_at`);
  const sent = db.prepare("UPDATE own_fix_waiting SET data = NULL, next_at = ? WHERE tracker = ?");
  const prune = db.prepare("DELETE FROM own_fix_seen WHERE at < ? OR tracker NOT IN (SELECT number FROM own_tracker)");
  const pruneWaiting = db.prepare("DELETE FROM own_fix_waiting WHERE tracker NOT IN (SELECT number FROM own_tracker)");
  return {
    put: (hash, { user, id, kind, room }, now) => {
      remove.run(user, id);
      put.run(hash, user, id, kind, room, now);
    },
    find: (hash) => {
      const row = find.get(hash);
      return row && trackerOf(row);
    },
    remove: (user, id) => void remove.run(user, id),
    others: (user, id) => Number(count.get(user, id)?.["n"] ?? 0),
    see: (tracker, hash, now) => see.run(tracker, hash, now).changes === 1,
    wait: (tracker, data) => void wait.run(tracker, data),
    waiting: (now) => waiting.all(now).map((row) => ({ tracker: trackerOf(row), data: String(row["data"]) })),
    sent: (tracker, nextAt) => void sent.run(nextAt, tracker),
    prune: (before) => {
      prune.run(before);
      pruneWaiting.run();
    },
  };
};

const trackerOf = (row: Readonly<Record<string, unknown>>): OwnTracker => ({
  number: Number(row["number"]),
  user: String(row["user_id"]) as UserId,
  id: String(row["id"]),
  kind: String(row["kind"]) as TrackerKind,
  room: String(row["room_id"]) as RoomId,
});
