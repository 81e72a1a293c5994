import type { Migration } from "./migrate.ts";

/** Fitness platforms and what their athletes have begun. Times are milliseconds since 1970. */
export const platforms: Migration = {
  name: "005-platforms",
  up: `
    -- Keys of platforms' servers, by their SHA-256.
    CREATE TABLE own_platform_key (
      id TEXT PRIMARY KEY,
      platform TEXT NOT NULL,
      key_hash BLOB NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      revoked_at INTEGER
    ) WITHOUT ROWID;

    -- Athletes without a Matrix account of their own, for whom the bridge made one.
    CREATE TABLE own_ghost (
      user_id TEXT PRIMARY KEY,
      platform TEXT NOT NULL,
      athlete TEXT NOT NULL,
      name TEXT NOT NULL,
      circle_id TEXT
    ) WITHOUT ROWID;

    -- Live shares of ghosts; the event is what positions point at.
    CREATE TABLE own_share (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL,
      room_id TEXT NOT NULL,
      event_id TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      ended_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX own_share_user ON own_share (user_id, expires_at);

    -- Alerts that ghosts raised: what answers to them point at, without a position.
    CREATE TABLE own_alert (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL,
      room_id TEXT NOT NULL,
      txn TEXT NOT NULL,
      block TEXT NOT NULL,
      at INTEGER NOT NULL
    ) WITHOUT ROWID;

    ALTER TABLE own_outbox ADD COLUMN event_id TEXT;
  `,
  down: `
    ALTER TABLE own_outbox DROP COLUMN event_id;
    DROP TABLE own_alert; DROP TABLE own_share; DROP TABLE own_ghost; DROP TABLE own_platform_key;
  `,
};

export const withheld: Migration = {
  name: "006-withheld",
  up: `
    -- 1: done, and not all of it was said, because the room had been encrypted.
    ALTER TABLE own_outbox ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
  `,
  down: `ALTER TABLE own_outbox DROP COLUMN withheld;`,
};

export const shareEnds: Migration = {
  name: "007-share-ends",
  up: `CREATE INDEX own_share_open ON own_share (expires_at) WHERE ended_at IS NULL;`,
  down: `DROP INDEX own_share_open;`,
};
