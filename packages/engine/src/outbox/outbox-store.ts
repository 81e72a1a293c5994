import { failed, ok } from "@paceline/protocol";
import type { Result, TxnId } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Database, Write } from "../projection/database.ts";
import type { OutboxRecord } from "./entry.ts";

/** Changes of one step; they reach the disk together or not at all. */
export type Changes = { readonly put: readonly OutboxRecord[]; readonly remove: readonly TxnId[] };

/** The outbox's table. Commits keep the order of their calls; those that come while one is under way go together in the next. */
export interface OutboxStore {
  load(): Promise<readonly OutboxRecord[]>;
  /** `strict`: on the disk when it resolves. Fails with `storage-full` or `storage-unavailable`. */
  commit(changes: Changes, durability: "strict" | "relaxed"): Promise<Result<null, EngineFailureCode>>;
  /** Resolves when everything asked for so far has been committed or has failed. */
  settled(): Promise<void>;
}

export function outboxStore(database: Pick<Database, "list" | "write">): OutboxStore {
  type Batch = { writes: Map<TxnId, Write>; durability: "strict" | "relaxed"; done: Promise<Committed> };
  type Committed = Result<null, EngineFailureCode>;
  let waiting: Batch | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const open = (): Batch => {
    const batch: Batch = {
      writes: new Map(),
      durability: "relaxed",
      done: last.then(() => {
        waiting = undefined;
        return write(database, [...batch.writes.values()], batch.durability);
      }),
    };
    last = batch.done;
    return batch;
  };
  return {
    async load() {
      const entries = await database.list<OutboxRecord>("outbox");
      return entries.map(({ value }) => value);
    },
    commit({ put, remove }, durability) {
      if (put.length === 0 && remove.length === 0) return Promise.resolve(ok(null));
      waiting ??= open();
      for (const record of put) waiting.writes.set(record.txnId, writeOf(record));
      for (const txnId of remove) waiting.writes.set(txnId, removalOf(txnId));
      if (durability === "strict") waiting.durability = "strict";
      return waiting.done;
    },
    async settled() {
      await last;
    },
  };
}

export const removalOf = (txnId: TxnId): Write => ({ remove: "outbox", key: txnId });

const writeOf = (record: OutboxRecord): Write => ({
  put: "outbox",
  key: record.txnId,
  value: record,
  index: { room: [record.intent.roomId, record.number] },
});

async function write(
  database: Pick<Database, "write">,
  writes: readonly Write[],
  durability: "strict" | "relaxed",
): Promise<Result<null, EngineFailureCode>> {
  try {
    await database.write(writes, durability);
    return ok(null);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === "QuotaExceededError"
      ? failed("storage-full", "later", error.name)
      : failed("storage-unavailable", "later", error.name);
  }
}
