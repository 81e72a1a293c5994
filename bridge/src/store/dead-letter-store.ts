import type { Database } from "./database.ts";

export type DeadLetter = {
  readonly source: "inbox" | "outbox";
  /** Event id, or the intent's transaction id. */
  readonly ref: string;
  /** Why, in the words of the code; never content. */
  readonly code: string;
  /** What could not be worked off, whole, as JSON. */
  readonly body: string;
};

/** `at`: when it was set aside, ms since 1970. */
export type KeptLetter = DeadLetter & { readonly id: number; readonly at: number };

export interface DeadLetterStore {
  keep(letter: DeadLetter, now: number): void;
  /** Newest first. */
  list(limit: number): readonly KeptLetter[];
  find(id: number): KeptLetter | undefined;
}

export const createDeadLetterStore = (db: Database): DeadLetterStore => {
  const keep = db.prepare("INSERT INTO own_dead_letter (source, ref, code, body, at) VALUES (?, ?, ?, ?, ?)");
  const list = db.prepare("SELECT id, source, ref, code, body, at FROM own_dead_letter ORDER BY id DESC LIMIT ?");
  const find = db.prepare("SELECT id, source, ref, code, body, at FROM own_dead_letter WHERE id = ?");
  return {
    keep: ({ source, ref, code, body }, now) => void keep.run(source, ref, code, body, now),
    list: (limit) => list.all(limit).map((row) => row as KeptLetter),
    find: (id) => find.get(id) as KeptLetter | undefined,
  };
};
