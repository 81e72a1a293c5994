import type { UserId } from "@paceline/protocol";
import type { PushWayOutRequest } from "@paceline/protocol/http";
import type { Database } from "./database.ts";

/** A subscription of the Push API: one device's address at its push service, with the keys that seal for it. */
export type Subscription = PushWayOutRequest;
export type Way = "push" | "mail";

/** Where people agreed to be reached without the homeserver. */
export interface WayOutStore {
  /** Of the person who subscribed last, where a browser changes hands. Beyond `most` of one person the oldest goes. */
  addPush(user: UserId, subscription: Subscription, now: number, most: number): void;
  removePush(user: UserId): void;
  /** The push service no longer knows it. */
  forget(endpoint: string): void;
  pushesOf(user: UserId): readonly Subscription[];
  subscription(user: UserId, endpoint: string): Subscription | undefined;
  setMail(user: UserId, address: string, now: number): void;
  removeMail(user: UserId): void;
  mailOf(user: UserId): string | undefined;
}

export const createWayOutStore = (db: Database): WayOutStore => {
  const add = db.prepare(
    "INSERT OR REPLACE INTO own_push (endpoint, user_id, p256dh, auth, at) VALUES (?, ?, ?, ?, ?)",
  );
  const trim = db.prepare(`
    DELETE FROM own_push WHERE user_id = ?1 AND endpoint NOT IN (SELECT endpoint FROM own_push WHERE user_id = ?1 ORDER BY at DESC LIMIT ?2)`);
  const remove = db.prepare("DELETE FROM own_push WHERE user_id = ?");
  const forget = db.prepare("DELETE FROM own_push WHERE endpoint = ?");
  const pushes = db.prepare("SELECT endpoint, p256dh, auth FROM own_push WHERE user_id = ? ORDER BY at, endpoint");
  const one = db.prepare("SELECT endpoint, p256dh, auth FROM own_push WHERE user_id = ? AND endpoint = ?");
  const setMail = db.prepare("INSERT OR REPLACE INTO own_mail (user_id, address, at) VALUES (?, ?, ?)");
  const removeMail = db.prepare("DELETE FROM own_mail WHERE user_id = ?");
  const mail = db.prepare("SELECT address FROM own_mail WHERE user_id = ?");
  return {
    addPush: (user, { endpoint, keys }, now, most) => {
      add.run(endpoint, user, keys.p256dh, keys.auth, now);
      trim.run(user, most);
    },
    removePush: (user) => void remove.run(user),
    forget: (endpoint) => void forget.run(endpoint),
    pushesOf: (user) => pushes.all(user).map(subscriptionOf),
    subscription: (user, endpoint) => {
      const row = one.get(user, endpoint);
      return row && subscriptionOf(row);
    },
    setMail: (user, address, now) => void setMail.run(user, address, now),
    removeMail: (user) => void removeMail.run(user),
    mailOf: (user) => mail.get(user)?.["address"] as string | undefined,
  };
};

const subscriptionOf = (row: Readonly<Record<string, unknown>>): Subscription => ({
  endpoint: String(row["endpoint"]),
  keys: { p256dh: String(row["p256dh"]), auth: String(row["auth"]) },
});
