import type { Migration } from "./migrate.ts";
import { platforms, shareEnds, withheld } from "./own-platform-schema.ts";
import { mailWishes, timerLanguage, timers, trackers, waysOut } from "./own-safety-schema.ts";

/** What only the bridge knows. Times are milliseconds since 1970. */
export const ownMigrations: readonly Migration[] = [
  {
    name: "001-start",
    up: `
      -- Transactions that are not worked off, by id. Their own transaction id says nothing: it starts again at 1 with Synapse
      -- on SQLite. Nothing but this row is written before a transaction is acknowledged: no index, no sequence.
      CREATE TABLE own_received (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
      -- Ids of the events that were worked off, parted by spaces, one row for each commit.
      CREATE TABLE own_worked_off (id INTEGER PRIMARY KEY AUTOINCREMENT, event_ids TEXT NOT NULL);

      -- The last event of each room that was worked off: what came after it is new.
      CREATE TABLE own_room_tail (room_id TEXT PRIMARY KEY, event_id TEXT NOT NULL) WITHOUT ROWID;

      -- What is still to be done at the homeserver. Rows stay for a while after they are done, so that nothing is done twice.
      CREATE TABLE own_outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        txn TEXT NOT NULL UNIQUE,
        lane TEXT NOT NULL,
        intent TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_at INTEGER NOT NULL,
        done_at INTEGER,
        failure TEXT
      );
      CREATE INDEX own_outbox_open ON own_outbox (lane, id) WHERE done_at IS NULL;

      -- What could not be worked off or done, with the reason; kept until an operator has looked.
      CREATE TABLE own_dead_letter (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL CHECK (source IN ('inbox', 'outbox')),
        ref TEXT NOT NULL,
        code TEXT NOT NULL,
        body TEXT NOT NULL,
        at INTEGER NOT NULL
      );

      CREATE TABLE own_session (
        token_hash BLOB PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        user_id TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

      -- Answers to changes, by caller and Idempotency-Key; status and answer are null while the change runs.
      CREATE TABLE own_idempotency (
        caller TEXT NOT NULL,
        key TEXT NOT NULL,
        request_hash BLOB NOT NULL,
        status INTEGER,
        answer TEXT,
        at INTEGER NOT NULL,
        PRIMARY KEY (caller, key)
      ) WITHOUT ROWID;

      -- Clubs and channels that are being made; the id is part of the alias of every room, so that a repetition finds it.
      CREATE TABLE own_making (
        id TEXT PRIMARY KEY,
        making TEXT NOT NULL,
        answer TEXT,
        at INTEGER NOT NULL
      ) WITHOUT ROWID;

      -- Which club a channel of ours belongs to. What a room says about that is a claim; this is what the bridge made.
      CREATE TABLE own_channel (
        room_id TEXT PRIMARY KEY,
        space_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        place INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX own_channel_space ON own_channel (space_id, place);
    `,
    down: `
      DROP TABLE own_channel; DROP TABLE own_making; DROP TABLE own_idempotency; DROP TABLE own_session; DROP TABLE own_dead_letter;
      DROP TABLE own_outbox; DROP TABLE own_room_tail; DROP TABLE own_worked_off; DROP TABLE own_received;
    `,
  },
  timers,
  waysOut,
  trackers,
  platforms,
  withheld,
  shareEnds,
  mailWishes,
  timerLanguage,
];
