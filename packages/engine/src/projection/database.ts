import { deleteDB, openDB } from "idb";
import type { IDBPDatabase } from "idb";
import { SCHEMA_VERSION, TABLES } from "./schema.ts";
import type { EngineSchema, IndexName, Key, Sealed, TableName } from "./schema.ts";
import type { Sealer } from "./sealer.ts";

export type Write =
  | {
      readonly put: TableName;
      readonly key: Key;
      /** Anything JSON can say; sealed before the transaction opens. */
      readonly value: unknown;
      readonly index?: Readonly<Record<string, Key | number>>;
    }
  | { readonly remove: TableName; readonly key: Key }
  /** Removes every record of a table whose key lies in the range, ends included. */
  | { readonly removeRange: TableName; readonly from: Key; readonly to: Key };

export type Query<Name extends TableName> = {
  readonly index?: IndexName<Name>;
  /** Bounds of the key or of the index, ends included. */
  readonly from?: Key | number;
  readonly to?: Key | number;
  readonly limit?: number;
  /** Falling order. */
  readonly reverse?: boolean;
};

export type Entry<T> = { readonly key: Key; readonly value: T };

/** The sealed tables of one account. Rejects with a `DOMException` where the browser's storage does. */
export interface Database {
  get<T>(table: TableName, key: Key): Promise<T | undefined>;
  /** In order of key or index. A record that cannot be opened (damaged, other key) is left out and counted. */
  list<T, Name extends TableName = TableName>(table: Name, query?: Query<Name>): Promise<readonly Entry<T>[]>;
  /** All or nothing. `strict` is on the disk when it resolves; the outbox and the sync's transaction use it. */
  write(writes: readonly Write[], durability?: "strict" | "relaxed"): Promise<void>;
  /** Records that could not be opened since the start. */
  unreadable(): number;
  close(): void;
}

/** Opens (and migrates) the tables called `name`. `onLost` is told when the browser takes the storage away. */
export async function openDatabase(name: string, sealer: Sealer, onLost: () => void = () => {}): Promise<Database> {
  const idb = await openDB<EngineSchema>(name, SCHEMA_VERSION, {
    upgrade: createTables,
    blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
    terminated: onLost,
  });
  let unreadable = 0;
  async function open<T>(table: TableName, record: Sealed): Promise<T | undefined> {
    try {
      return (await sealer.open(table, record.key, record.sealed)) as T;
    } catch {
      unreadable += 1;
      return undefined;
    }
  }
  return {
    async get<T>(table: TableName, key: Key) {
      const record = await idb.get(table, key);
      return record === undefined ? undefined : open<T>(table, record);
    },
    async list<T, Name extends TableName>(table: Name, query: Query<Name> = {}) {
      const records = await select(idb, table, query);
      const values = await Promise.all(records.map((record) => open<T>(table, record)));
      return records.flatMap((record, at) => {
        const value = values[at];
        return value === undefined ? [] : [{ key: record.key, value }];
      });
    },
    async write(writes, durability = "strict") {
      if (writes.length === 0) return;
      const sealed = await Promise.all(writes.map((write) => seal(sealer, write)));
      const tables = [...new Set(writes.map(tableOf))];
      const transaction = idb.transaction(tables, "readwrite", { durability });
      try {
        for (const step of sealed) {
          const store = transaction.objectStore(step.table);
          if (step.is === "put") void store.put(step.record).catch(ignoreHere);
          else void store.delete(step.range).catch(ignoreHere);
        }
      } catch (error) {
        // A record that is refused at once would leave the others to be committed without it.
        transaction.done.catch(ignoreHere);
        transaction.abort();
        throw error;
      }
      await transaction.done;
    },
    unreadable: () => unreadable,
    close: () => idb.close(),
  };
}

/** Deletes the tables called `name` with everything in them. Close them first. */
export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

/**
 * The same for everything whose name begins like this, save what begins like `kept`. What somebody still holds open goes when they let go of it, and is not waited for: the crypto
 * module holds its store as long as any of its objects is in memory.
 */
export async function deleteDatabasesUnder(prefix: string, kept?: string): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
  const ours = names.filter((name) => name.startsWith(prefix) && (kept === undefined || !name.startsWith(kept)));
  await Promise.all(ours.map(goneOrHeld));
}

const goneOrHeld = (name: string): Promise<void> =>
  new Promise((resolve, reject) => void deleteDB(name, { blocked: () => resolve() }).then(resolve, reject));

function createTables(idb: IDBPDatabase<EngineSchema>): void {
  for (const [table, indexes] of Object.entries(TABLES)) {
    const store = idb.createObjectStore(table as TableName, { keyPath: "key" });
    for (const index of indexes) store.createIndex(index, index);
  }
}

type Step =
  | { is: "put"; table: TableName; record: Sealed }
  | { is: "remove"; table: TableName; range: Key | IDBKeyRange };

async function seal(sealer: Sealer, write: Write): Promise<Step> {
  if ("remove" in write) return { is: "remove", table: write.remove, range: write.key };
  if ("removeRange" in write) {
    const range = IDBKeyRange.bound(write.from, write.to);
    return { is: "remove", table: write.removeRange, range };
  }
  const sealed = await sealer.seal(write.put, write.key, write.value);
  return { is: "put", table: write.put, record: { ...write.index, key: write.key, sealed } };
}

const tableOf = (write: Write): TableName =>
  "put" in write ? write.put : "remove" in write ? write.remove : write.removeRange;

/** A failed request aborts its transaction; `transaction.done` is where it is reported. */
function ignoreHere(): void {}

async function select<Name extends TableName>(
  idb: IDBPDatabase<EngineSchema>,
  table: Name,
  query: Query<Name>,
): Promise<readonly Sealed[]> {
  const range = rangeOf(query.from, query.to);
  const store = idb.transaction(table).objectStore(table);
  const source = query.index === undefined ? store : store.index(query.index);
  if (query.reverse !== true) return source.getAll(range, query.limit);
  const found: Sealed[] = [];
  let cursor = await source.openCursor(range, "prev");
  while (cursor !== null && found.length < (query.limit ?? Infinity)) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found;
}

function rangeOf(from?: Key | number, to?: Key | number): IDBKeyRange | undefined {
  if (from !== undefined && to !== undefined) return IDBKeyRange.bound(from, to);
  if (from !== undefined) return IDBKeyRange.lowerBound(from);
  return to === undefined ? undefined : IDBKeyRange.upperBound(to);
}
