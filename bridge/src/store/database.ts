import type { DatabaseSync } from "node:sqlite";

export type Database = DatabaseSync;

/** Runs `work` as one durable commit; an exception takes everything back. */
export const inTransaction = <T>(db: Database, work: () => T): T => {
  db.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    db.exec("COMMIT");
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
};

/** Inside a transaction: an exception takes back what `work` did and leaves the rest standing. */
export const inSavepoint = <T>(db: Database, work: () => T): T => {
  db.exec("SAVEPOINT step");
  try {
    const value = work();
    db.exec("RELEASE step");
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK TO step; RELEASE step");
    throw error;
  }
};

/** Result codes of SQLite that the written value is to blame for: too big, constraint, mismatch. */
const BLAMES_VALUE: ReadonlySet<number> = new Set([18, 19, 20]);

/** True when the disk or the database is in trouble: not the fault of what was written, and gone when it is mended. */
export const isStorageTrouble = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code !== undefined && !BLAMES_VALUE.has(code);
};

/** Primary result code of SQLite (https://sqlite.org/rescode.html); `undefined` for other exceptions. */
export const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
