import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { sqliteCode } from "./database.ts";
import type { Database } from "./database.ts";
import { migrateUp } from "./migrate.ts";
import { ownMigrations } from "./own-schema.ts";
import { projectionMigrations } from "./projection-schema.ts";

const SQLITE_BUSY = 5;

/**
 * Opens the one database of the bridge, in write-ahead mode; a commit is on the disk when it returns (`synchronous =
 * FULL`). It holds two schemas that no foreign key joins: `own_…` is what only the bridge knows and what a backup is for,
 * `proj_…` is what the rooms say and can be read again. They share one file because a commit over two SQLite files is not
 * atomic in this mode, and an event, what it changed and what follows from it must be one commit.
 *
 * `DATABASE_IN_USE`: another bridge holds the file. The lock ends with its process, also with `kill -9`.
 */
export const openDatabase = (folder: string): Result<Database, "DATABASE_IN_USE"> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(folder, "bridge.db"), { timeout: 2_000 });
  try {
    db.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    db.exec("BEGIN EXCLUSIVE; COMMIT");
  } catch (error) {
    db.close();
    if (sqliteCode(error) === SQLITE_BUSY) return failed("DATABASE_IN_USE", "later");
    throw error;
  }
  migrateUp(db, "own", ownMigrations);
  migrateUp(db, "proj", projectionMigrations);
  return ok(db);
};
