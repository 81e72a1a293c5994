import type { Database } from "./database.ts";

export type KeptAnswer = { readonly status: number; readonly body: string };
/** `new`: begun now. `open`: begun before and not answered, because it runs or because a crash ended it. */
export type Beginning =
  | { readonly is: "new" | "open" | "other-request" }
  | { readonly is: "answered"; readonly answer: KeptAnswer };

/** Answers to changes, by caller and `Idempotency-Key`. */
export interface IdempotencyStore {
  begin(caller: string, key: string, requestHash: Uint8Array, now: number): Beginning;
  answer(caller: string, key: string, answer: KeptAnswer): void;
  /** The change was not made and may be asked for again, also differently. */
  forget(caller: string, key: string): void;
  /** Forgets what was begun before. */
  prune(before: number): void;
}

export const createIdempotencyStore = (db: Database): IdempotencyStore => {
  const insert = db.prepare(
    "INSERT OR IGNORE INTO own_idempotency (caller, key, request_hash, at) VALUES (?, ?, ?, ?)",
  );
  const find = db.prepare("SELECT request_hash, status, answer FROM own_idempotency WHERE caller = ? AND key = ?");
  const answer = db.prepare("UPDATE own_idempotency SET status = ?, answer = ? WHERE caller = ? AND key = ?");
  const forget = db.prepare("DELETE FROM own_idempotency WHERE caller = ? AND key = ?");
  const prune = db.prepare("DELETE FROM own_idempotency WHERE at < ?");
  return {
    begin: (caller, key, requestHash, now) => {
      if (insert.run(caller, key, requestHash, now).changes === 1) return { is: "new" };
      const row = find.get(caller, key);
      if (!Buffer.from(row?.["request_hash"] as Uint8Array).equals(requestHash)) return { is: "other-request" };
      if (row?.["status"] === null) return { is: "open" };
      return { is: "answered", answer: { status: Number(row?.["status"]), body: String(row?.["answer"]) } };
    },
    answer: (caller, key, { status, body }) => void answer.run(status, body, caller, key),
    forget: (caller, key) => void forget.run(caller, key),
    prune: (before) => void prune.run(before),
  };
};
