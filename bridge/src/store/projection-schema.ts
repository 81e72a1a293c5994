import type { Migration } from "./migrate.ts";

/** What the rooms say, as far as rules need it. Everything here can be read again from the homeserver. */
export const projectionMigrations: readonly Migration[] = [
  {
    name: "001-start",
    up: `
      -- Current state of the rooms the bot is in.
      CREATE TABLE proj_state (
        room_id TEXT NOT NULL,
        type TEXT NOT NULL,
        state_key TEXT NOT NULL,
        sender TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (room_id, type, state_key)
      ) WITHOUT ROWID;

      -- What was said about meetup cards of clear rooms; seq is the order in which it reached us.
      CREATE TABLE proj_card_fact (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id TEXT NOT NULL UNIQUE,
        card_id TEXT NOT NULL,
        room_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        sender TEXT NOT NULL,
        ts INTEGER NOT NULL,
        content TEXT NOT NULL
      );
      CREATE INDEX proj_card_fact_card ON proj_card_fact (card_id, seq);
      CREATE INDEX proj_card_fact_room ON proj_card_fact (room_id, kind);
      CREATE INDEX proj_card_fact_sender ON proj_card_fact (sender, room_id);

      -- Who asked to redact what; a redaction may come before its target, and whether it counts is a rule.
      CREATE TABLE proj_redaction (target TEXT, sender TEXT, PRIMARY KEY (target, sender)) WITHOUT ROWID;
    `,
    down: `DROP TABLE proj_redaction; DROP TABLE proj_card_fact; DROP TABLE proj_state;`,
  },
];
