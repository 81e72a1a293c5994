import { DatabaseSync } from "node:sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrateDown, migrateUp } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { ownMigrations } from "./own-schema.ts";
import { projectionMigrations } from "./projection-schema.ts";

const tables = (db: DatabaseSync): unknown[] =>
  db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(({ name }) => name);

test.each([
  ["own", ownMigrations],
  ["proj", projectionMigrations],
] as const)("B9 the schema %s goes up, down to nothing, and up again to the same", (schema, migrations) => {
  const db = new DatabaseSync(":memory:");
  migrateUp(db, schema, migrations);
  const up = tables(db);
  expect(up.every((name) => String(name).startsWith(`${schema}_`))).toBe(true);
  migrateDown(db, schema, migrations, undefined);
  expect(tables(db)).toEqual([`${schema}_migration`]);
  migrateUp(db, schema, migrations);
  migrateUp(db, schema, migrations);
  expect(tables(db)).toEqual(up);
});

test("B9 down stops at the step that is kept", () => {
  const steps = ["a", "b", "c"].map((name) => ({
    name,
    up: `CREATE TABLE own_${name} (x)`,
    down: `DROP TABLE own_${name}`,
  }));
  const db = new DatabaseSync(":memory:");
  migrateUp(db, "own", steps);
  migrateDown(db, "own", steps, "a");
  expect(tables(db)).toEqual(["own_a", "own_migration"]);
});

test("B9 a data folder has one bridge at a time, and commits of it are on the disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "paceline-store-"));
  const first = openDatabase(folder);
  expect(first.ok && first.value.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  expect(first.ok && first.value.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  expect(openDatabase(folder)).toMatchObject({ ok: false, failure: { code: "DATABASE_IN_USE" } });
  if (first.ok) first.value.close();
  const second = openDatabase(folder);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.close();
  rmSync(folder, { recursive: true });
});
