import type { UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";

/** A mail address whose owner has not said yet that it is theirs. */
export type MailWish = {
  readonly user: UserId;
  readonly address: string;
  /** SHA-256 of the secret in the link. */
  readonly token: Uint8Array;
  readonly expiresAt: number;
};

export interface MailWishStore {
  /** In place of another of this person, whose link ends. `mailbox`: digest of the address, by which mails are counted. */
  put(wish: MailWish, mailbox: Uint8Array, now: number): void;
  find(token: Uint8Array, now: number): MailWish | undefined;
  of(user: UserId, now: number): MailWish | undefined;
  drop(user: UserId): void;
  /** Mails that this person had sent since then, and that went to this mailbox. */
  byPerson(user: UserId, since: number): number;
  toMailbox(mailbox: Uint8Array, since: number): number;
  /** Forgets what is over, and the count of mails from before. */
  prune(now: number, before: number): void;
}

export const createMailWishStore = (db: Database): MailWishStore => {
  const put = db.prepare(
    "INSERT OR REPLACE INTO own_mail_wish (user_id, address, token_hash, expires_at) VALUES (?, ?, ?, ?)",
  );
  const count = db.prepare("INSERT INTO own_mail_asked (user_id, mailbox, at) VALUES (?, ?, ?)");
  const columns = "SELECT user_id, address, token_hash, expires_at FROM own_mail_wish WHERE expires_at > ?";
  const byToken = db.prepare(`${columns} AND token_hash = ?`);
  const byUser = db.prepare(`${columns} AND user_id = ?`);
  const drop = db.prepare("DELETE FROM own_mail_wish WHERE user_id = ?");
  const byPerson = db.prepare("SELECT count(*) AS n FROM own_mail_asked WHERE user_id = ? AND at >= ?");
  const toMailbox = db.prepare("SELECT count(*) AS n FROM own_mail_asked WHERE mailbox = ? AND at >= ?");
  const pruneWishes = db.prepare("DELETE FROM own_mail_wish WHERE expires_at <= ?");
  const pruneCounts = db.prepare("DELETE FROM own_mail_asked WHERE at < ?");
  return {
    put: ({ user, address, token, expiresAt }, mailbox, now) => {
      put.run(user, address, token, expiresAt);
      count.run(user, mailbox, now);
    },
    find: (token, now) => wishOf(byToken.get(now, token)),
    of: (user, now) => wishOf(byUser.get(now, user)),
    drop: (user) => void drop.run(user),
    byPerson: (user, since) => Number(byPerson.get(user, since)?.["n"] ?? 0),
    toMailbox: (mailbox, since) => Number(toMailbox.get(mailbox, since)?.["n"] ?? 0),
    prune: (now, before) => {
      pruneWishes.run(now);
      pruneCounts.run(before);
    },
  };
};

const wishOf = (row: Readonly<Record<string, unknown>> | undefined): MailWish | undefined =>
  row && {
    user: String(row["user_id"]) as UserId,
    address: String(row["address"]),
    token: row["token_hash"] as Uint8Array,
    expiresAt: Number(row["expires_at"]),
  };
