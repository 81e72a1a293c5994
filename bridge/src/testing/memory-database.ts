import { DatabaseSync } from "node:sqlite";
import type { Database } from "../store/database.ts";
import { migrateUp } from "../store/migrate.ts";
import { ownMigrations } from "../store/own-schema.ts";
import { projectionMigrations } from "../store/projection-schema.ts";

/** The bridge's database with both schemas, in memory. */
export const memoryDatabase = (): Database => {
  const db = new DatabaseSync(":memory:");
  migrateUp(db, "own", ownMigrations);
  migrateUp(db, "proj", projectionMigrations);
  return db;
};
