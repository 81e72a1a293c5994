import type { RoomId, UserId } from "@paceline/protocol";
import { AlertBlock } from "@paceline/protocol/events";
import type { Database } from "./database.ts";

/** An alert that a ghost raised, without its position. */
export type OwnAlert = {
  readonly id: string;
  readonly user: UserId;
  readonly room: RoomId;
  /** Of the message, by which its event is found. */
  readonly txn: string;
  readonly block: AlertBlock;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export interface AlertStore {
  /** The first of an id stays. */
  add(alert: OwnAlert): void;
  get(id: string): OwnAlert | undefined;
  prune(before: number): void;
}

export const createAlertStore = (db: Database): AlertStore => {
  const add = db.prepare(
    "INSERT OR IGNORE INTO own_alert (id, user_id, room_id, txn, block, at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const get = db.prepare("SELECT user_id, room_id, txn, block, at FROM own_alert WHERE id = ?");
  const prune = db.prepare("DELETE FROM own_alert WHERE at < ?");
  return {
    add: ({ id, user, room, txn, block, at }) => void add.run(id, user, room, txn, JSON.stringify(block), at),
    get: (id) => {
      const row = get.get(id);
      return (
        row && {
          id,
          user: String(row["user_id"]) as UserId,
          room: String(row["room_id"]) as RoomId,
          txn: String(row["txn"]),
          block: AlertBlock.parse(JSON.parse(String(row["block"]))),
          at: Number(row["at"]),
        }
      );
    },
    prune: (before) => void prune.run(before),
  };
};
