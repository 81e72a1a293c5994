import type { Database } from "./database.ts";

/** One step of a schema. Steps are never changed after a release; the next one mends. */
export type Migration = { readonly name: string; readonly up: string; readonly down: string };
/** Prefix of a schema's tables. */
export type SchemaName = "own" | "proj";

/** Brings a schema to its newest form, each step in one transaction. Does nothing where it is new already. */
export const migrateUp = (db: Database, schema: SchemaName, migrations: readonly Migration[]): void => {
  const done = new Set(applied(db, schema));
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    db.exec(`BEGIN IMMEDIATE; ${migration.up}`);
    db.prepare(`INSERT INTO ${schema}_migration (name) VALUES (?)`).run(migration.name);
    db.exec("COMMIT");
  }
};

/** Takes a schema back until `keep` is its last step (`undefined`: until it is empty), the newest step first. */
export const migrateDown = (
  db: Database,
  schema: SchemaName,
  migrations: readonly Migration[],
  keep: string | undefined,
): void => {
  const done = new Set(applied(db, schema));
  for (const migration of migrations.toReversed()) {
    if (migration.name === keep) return;
    if (!done.has(migration.name)) continue;
    db.exec(`BEGIN IMMEDIATE; ${migration.down}`);
    db.prepare(`DELETE FROM ${schema}_migration WHERE name = ?`).run(migration.name);
    db.exec("COMMIT");
  }
};

const applied = (db: Database, schema: SchemaName): string[] => {
  db.exec(`CREATE TABLE IF NOT EXISTS ${schema}_migration (name TEXT PRIMARY KEY) WITHOUT ROWID`);
  return db
    .prepare(`SELECT name FROM ${schema}_migration`)
    .all()
    .map((row) => String(row["name"]));
};
