import type { Migration } from "./migrate.ts";

/** Safety, as far as only the bridge knows it. Times are milliseconds since 1970. */
export const timers: Migration = {
  name: "002-timers",
  up: `
    -- The bridge's own safety timers. A row outlives its end, so that an order that comes late finds it; one that was ended before it was
    -- armed has no circle.
    CREATE TABLE own_timer (
      user_id TEXT NOT NULL,
      id TEXT NOT NULL,
      circle_id TEXT,
      alert_at INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('armed', 'fired', 'ended')),
      stored_at INTEGER NOT NULL,
      PRIMARY KEY (user_id, id)
    ) WITHOUT ROWID;
    CREATE INDEX own_timer_due ON own_timer (alert_at) WHERE state = 'armed';

    -- What must not wait behind anything else: alerts.
    ALTER TABLE own_outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
  `,
  down: `ALTER TABLE own_outbox DROP COLUMN urgent; DROP TABLE own_timer;`,
};

export const waysOut: Migration = {
  name: "003-ways-out",
  up: `
    -- Keys of the bridge itself, made once.
    CREATE TABLE own_secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- Where people agreed to be reached without the homeserver. An address of a push service is a capability.
    CREATE TABLE own_push (
      endpoint TEXT PRIMARY KEY,
      user_id TEXT NOT NULL,
      p256dh TEXT NOT NULL,
      auth TEXT NOT NULL,
      at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX own_push_user ON own_push (user_id, at);
    CREATE TABLE own_mail (user_id TEXT PRIMARY KEY, address TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;

    -- Each push and mail of each alert; the target is forgotten when it is done.
    CREATE TABLE own_delivery (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      way TEXT NOT NULL CHECK (way IN ('push', 'mail')),
      user_id TEXT NOT NULL,
      target TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER NOT NULL,
      at INTEGER NOT NULL,
      done_at INTEGER,
      failure TEXT
    );
    CREATE INDEX own_delivery_open ON own_delivery (attempts, id) WHERE done_at IS NULL;
    CREATE INDEX own_delivery_user ON own_delivery (user_id, way, at);
  `,
  down: `DROP TABLE own_delivery; DROP TABLE own_mail; DROP TABLE own_push; DROP TABLE own_secret;`,
};

export const mailWishes: Migration = {
  name: "008-mail-wishes",
  up: `
    -- An address is used once its owner has followed a link that was sent there. Nobody confirmed those from before.
    DELETE FROM own_mail;
    CREATE TABLE own_mail_wish (
      user_id TEXT PRIMARY KEY,
      address TEXT NOT NULL,
      token_hash BLOB NOT NULL UNIQUE,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    -- Each mail with such a link, by who had it sent and by the SHA-256 of where to.
    CREATE TABLE own_mail_asked (id INTEGER PRIMARY KEY, user_id TEXT NOT NULL, mailbox BLOB NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX own_mail_asked_user ON own_mail_asked (user_id, at);
    CREATE INDEX own_mail_asked_mailbox ON own_mail_asked (mailbox, at);
  `,
  down: `DROP TABLE own_mail_asked; DROP TABLE own_mail_wish;`,
};

export const timerLanguage: Migration = {
  name: "009-timer-language",
  up: `
    -- In which the circle is told of an overdue timer.
    ALTER TABLE own_timer ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
  `,
  down: `ALTER TABLE own_timer DROP COLUMN language;`,
};

export const trackers: Migration = {
  name: "004-trackers",
  up: `
    -- Where phones send positions: by the SHA-256 of the secret in the address.
    CREATE TABLE own_tracker (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      secret_hash BLOB NOT NULL UNIQUE,
      user_id TEXT NOT NULL,
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      room_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (user_id, id)
    );
    -- What was taken lately, so that nothing is taken twice.
    CREATE TABLE own_fix_seen (tracker INTEGER, hash BLOB, at INTEGER NOT NULL, PRIMARY KEY (tracker, hash)) WITHOUT ROWID;
    -- The newest sealed position of each tracker that is not on its way, and when the next may go.
    CREATE TABLE own_fix_waiting (tracker INTEGER PRIMARY KEY, data TEXT, next_at INTEGER NOT NULL);
  `,
  down: `DROP TABLE own_fix_waiting; DROP TABLE own_fix_seen; DROP TABLE own_tracker;`,
};
