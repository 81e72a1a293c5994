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
