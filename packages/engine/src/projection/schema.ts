/**
 * What may lie beside a sealed value. Keys and index values are ids, positions and times only: nothing that says what somebody wrote.
 * `sealed` is AES-GCM over the JSON of the value (see `sealer.ts`).
 */
export type Sealed = { readonly key: Key; readonly sealed: Uint8Array };
/** One string, or parts that IndexedDB orders one after the other. */
export type Key = string | (string | number)[];

export const SCHEMA_VERSION = 1;

/** Every table and the indexes it has. An index value is given with each write; a record without one is not in that index. */
export const TABLES = {
  /** Session, sync token, and other single records. Key: name. */
  meta: [],
  /** Summaries for lists. Key: room id. `order`: minus the time of the last activity, so the newest come first. */
  rooms: ["order"],
  /** Current state of a room. Key: room id. */
  states: [],
  /** Timelines. Key: [room, position]. `event`: its id; `target`: id of the event it relates to; `pending`: id of a missing session; `txn`. */
  events: ["event", "target", "pending", "txn"],
  /** Read receipts of a room. Key: room id. */
  receipts: [],
  /** Key: [room id or "", type]. */
  accountData: [],
  /** What was written here and not echoed yet. Key: transaction id. `room`: [room, number]. */
  outbox: ["room"],
  /** Pictures fetched earlier. Key: [content id, size]. `used`: time of last use. */
  pictures: ["used"],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof TABLES;
export type IndexName<Name extends TableName> = (typeof TABLES)[Name][number];

/** Layout as `idb` wants it; every table has the same shape. */
export type EngineSchema = {
  [Name in TableName]: { key: Key; value: Sealed; indexes: Record<string, Key | number> };
};
