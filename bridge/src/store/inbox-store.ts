import type { Database } from "./database.ts";

export type Received = { readonly id: number; readonly body: Uint8Array };

/**
 * The durable inbox: a queue of transactions as they came, one row each whatever number of events they carry. Ids of
 * events that were worked off are remembered by appending, not at a random place of a growing index for each.
 */
export interface InboxStore {
  /** Durable when it returns. */
  receive(body: Uint8Array): void;
  /**
   * Like `receive`, for what was read by us: comes before everything that waits. What is read later comes first and holds
   * whatever an earlier reading held, because both began at the same tails.
   */
  receiveMissed(body: Uint8Array): void;
  /** The first of the queue: at least one, and no more than fit into so many bytes. */
  oldest(bytes: number): readonly Received[];
  /** Takes everything up to this id out of the queue, and remembers its events. */
  finish(upTo: number, eventIds: readonly string[]): void;
  isEmpty(): boolean;
  /** The last event of a room that was worked off. */
  tail(room: string): string | undefined;
  setTail(room: string, eventId: string): void;
  /** Ids of the events that were worked off last, in their order. */
  lately(): Iterable<string>;
  /** Forgets the ids of what was worked off long ago. */
  prune(): void;
}

/**
 * How many commits are remembered. The homeserver sends one transaction at a time and repeats only what it has no answer
 * for, so one would do; the rest is for homeservers that were set back.
 */
const REMEMBERED = 20_000;
/** Transactions of one commit. */
const MOST = 256;

export const createInboxStore = (db: Database): InboxStore => {
  const receive = db.prepare("INSERT INTO own_received (body) VALUES (?)");
  const missed = db.prepare(
    "INSERT INTO own_received (id, body) VALUES ((SELECT coalesce(min(id), 1) - 1 FROM own_received), ?)",
  );
  const sizes = db.prepare(`SELECT id, length(body) AS size FROM own_received ORDER BY id LIMIT ${MOST}`);
  const body = db.prepare("SELECT body FROM own_received WHERE id = ?");
  const finish = db.prepare("DELETE FROM own_received WHERE id <= ?");
  const remember = db.prepare("INSERT INTO own_worked_off (event_ids) VALUES (?)");
  const any = db.prepare("SELECT 1 FROM own_received LIMIT 1");
  const tail = db.prepare("SELECT event_id FROM own_room_tail WHERE room_id = ?");
  const setTail = db.prepare("INSERT OR REPLACE INTO own_room_tail (room_id, event_id) VALUES (?, ?)");
  const lately = db.prepare("SELECT event_ids FROM own_worked_off ORDER BY id");
  const prune = db.prepare(
    `DELETE FROM own_worked_off WHERE id <= (SELECT max(id) FROM own_worked_off) - ${REMEMBERED}`,
  );
  return {
    receive: (whole) => void receive.run(whole),
    receiveMissed: (whole) => void missed.run(whole),
    oldest: (bytes) => {
      let room = bytes;
      const fitting = sizes.all().filter((row, index) => {
        room -= Number(row["size"]);
        return index === 0 || room >= 0;
      });
      return fitting.map((row) => {
        const id = Number(row["id"]);
        return { id, body: body.get(id)?.["body"] as Uint8Array };
      });
    },
    finish: (upTo, eventIds) => {
      finish.run(upTo);
      if (eventIds.length > 0) remember.run(eventIds.join(" "));
    },
    isEmpty: () => any.get() === undefined,
    tail: (room) => tail.get(room)?.["event_id"] as string | undefined,
    setTail: (room, eventId) => void setTail.run(room, eventId),
    *lately() {
      for (const row of lately.iterate()) yield* String(row["event_ids"]).split(" ");
    },
    prune: () => void prune.run(),
  };
};
