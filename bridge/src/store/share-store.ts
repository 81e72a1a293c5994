import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";

/** A live share of a ghost. Times are milliseconds since 1970. */
export type OwnShare = {
  readonly id: string;
  readonly user: UserId;
  readonly room: RoomId;
  /** What its positions point at. */
  readonly event: EventId;
  readonly startedAt: number;
  readonly expiresAt: number;
};

export interface ShareStore {
  /** In place of one that runs in the same room: Matrix knows one share of a person in a room. */
  add(share: OwnShare): void;
  /** One that runs. */
  get(user: UserId, id: string, now: number): OwnShare | undefined;
  /** Those that run, the newest first. */
  running(user: UserId, now: number): readonly OwnShare[];
  /** It was not ended and nothing took its place; its time may be over. */
  isOpen(id: string): boolean;
  /** Open ones whose time is over, the longest over first. */
  over(now: number): readonly OwnShare[];
  end(id: string, now: number): void;
  /** Forgets what ended. */
  prune(before: number): void;
}

export const createShareStore = (db: Database): ShareStore => {
  const columns = "id, user_id, room_id, event_id, started_at, expires_at";
  const replace = db.prepare(
    "UPDATE own_share SET ended_at = ? WHERE user_id = ? AND room_id = ? AND ended_at IS NULL",
  );
  const add = db.prepare(`INSERT OR REPLACE INTO own_share (${columns}) VALUES (?, ?, ?, ?, ?, ?)`);
  const running = `SELECT ${columns} FROM own_share WHERE user_id = ? AND expires_at > ? AND ended_at IS NULL`;
  const get = db.prepare(`${running} AND id = ?`);
  const all = db.prepare(`${running} ORDER BY started_at DESC`);
  const end = db.prepare("UPDATE own_share SET ended_at = ? WHERE id = ?");
  const open = db.prepare("SELECT 1 FROM own_share WHERE id = ? AND ended_at IS NULL");
  const over = db.prepare(
    `SELECT ${columns} FROM own_share WHERE expires_at <= ? AND ended_at IS NULL ORDER BY expires_at LIMIT 100`,
  );
  const prune = db.prepare("DELETE FROM own_share WHERE expires_at < ? AND ended_at IS NOT NULL");
  return {
    add: ({ id, user, room, event, startedAt, expiresAt }) => {
      replace.run(startedAt, user, room);
      add.run(id, user, room, event, startedAt, expiresAt);
    },
    get: (user, id, now) => {
      const row = get.get(user, now, id);
      return row && shareOf(row);
    },
    running: (user, now) => all.all(user, now).map(shareOf),
    isOpen: (id) => open.get(id) !== undefined,
    over: (now) => over.all(now).map(shareOf),
    end: (id, now) => void end.run(now, id),
    prune: (before) => void prune.run(before),
  };
};

const shareOf = (row: Readonly<Record<string, unknown>>): OwnShare => ({
  id: String(row["id"]),
  user: String(row["user_id"]) as UserId,
  room: String(row["room_id"]) as RoomId,
  event: String(row["event_id"]) as EventId,
  startedAt: Number(row["started_at"]),
  expiresAt: Number(row["expires_at"]),
});
