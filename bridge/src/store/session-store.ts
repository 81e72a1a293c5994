import type { UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";

/** Times are milliseconds since 1970. */
export type Session = {
  readonly id: string;
  readonly user: UserId;
  readonly createdAt: number;
  readonly expiresAt: number;
};

/** Sessions of people, by the SHA-256 of their token: what is stored here opens nothing. */
export interface SessionStore {
  add(tokenHash: Uint8Array, session: Session): void;
  /** Also where it is over. */
  find(tokenHash: Uint8Array): Session | undefined;
  /** Newest first. */
  of(user: UserId): readonly Session[];
  /** False where that person has no such session. */
  remove(user: UserId, id: string): boolean;
  removeExpired(now: number): void;
}

export const createSessionStore = (db: Database): SessionStore => {
  const columns = "id, user_id, created_at, expires_at";
  const add = db.prepare(`INSERT INTO own_session (token_hash, ${columns}) VALUES (?, ?, ?, ?, ?)`);
  const find = db.prepare(`SELECT ${columns} FROM own_session WHERE token_hash = ?`);
  const of = db.prepare(`SELECT ${columns} FROM own_session WHERE user_id = ? ORDER BY created_at DESC, id`);
  const remove = db.prepare("DELETE FROM own_session WHERE user_id = ? AND id = ?");
  const removeExpired = db.prepare("DELETE FROM own_session WHERE expires_at <= ?");
  return {
    add: (hash, { id, user, createdAt, expiresAt }) => void add.run(hash, id, user, createdAt, expiresAt),
    find: (hash) => {
      const row = find.get(hash);
      return row && sessionOf(row);
    },
    of: (user) => of.all(user).map(sessionOf),
    remove: (user, id) => remove.run(user, id).changes === 1,
    removeExpired: (now) => void removeExpired.run(now),
  };
};

const sessionOf = (row: Readonly<Record<string, unknown>>): Session => ({
  id: String(row["id"]),
  user: String(row["user_id"]) as UserId,
  createdAt: Number(row["created_at"]),
  expiresAt: Number(row["expires_at"]),
});
