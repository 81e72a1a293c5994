import type { Language, RoomId, UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";

export type TimerState = "armed" | "fired" | "ended";
/** Times are milliseconds since 1970. */
export type OwnTimer = {
  readonly user: UserId;
  readonly id: string;
  readonly circle: RoomId;
  /** When the circle is alerted. */
  readonly alertAt: number;
  readonly seq: number;
  /** In which it is told. */
  readonly language: Language;
  readonly state: TimerState;
  readonly storedAt: number;
};

/** The bridge's own safety timers: rows, so that they outlive every process. */
export interface TimerStore {
  /** Also one that fired or ended; `undefined` where it was ended before it was ever armed. */
  get(user: UserId, id: string): OwnTimer | undefined;
  state(user: UserId, id: string): TimerState | undefined;
  put(timer: OwnTimer): void;
  /** From now on it never fires; one that fired stays so. Remembered also where there is none yet. */
  end(user: UserId, id: string, now: number): void;
  armed(user: UserId): number;
  /** Armed and past their time, the longest overdue first. */
  due(now: number): readonly OwnTimer[];
  /** Forgets what fired or ended before. */
  prune(before: number): void;
}

export const createTimerStore = (db: Database): TimerStore => {
  const columns = "user_id, id, circle_id, alert_at, seq, state, stored_at, language";
  const get = db.prepare(`SELECT ${columns} FROM own_timer WHERE user_id = ? AND id = ? AND circle_id IS NOT NULL`);
  const state = db.prepare("SELECT state FROM own_timer WHERE user_id = ? AND id = ?");
  const put = db.prepare(`INSERT OR REPLACE INTO own_timer (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const end = db.prepare(`
    INSERT INTO own_timer (user_id, id, alert_at, seq, state, stored_at) VALUES (?, ?, 0, 0, 'ended', ?)
    ON CONFLICT DO UPDATE SET state = 'ended', stored_at = excluded.stored_at WHERE state = 'armed'`);
  const armed = db.prepare("SELECT count(*) AS n FROM own_timer WHERE user_id = ? AND state = 'armed'");
  const due = db.prepare(
    `SELECT ${columns} FROM own_timer WHERE state = 'armed' AND alert_at <= ? ORDER BY alert_at LIMIT 500`,
  );
  const prune = db.prepare("DELETE FROM own_timer WHERE state <> 'armed' AND stored_at < ?");
  return {
    get: (user, id) => {
      const row = get.get(user, id);
      return row && timerOf(row);
    },
    state: (user, id) => state.get(user, id)?.["state"] as TimerState | undefined,
    put: ({ user, id, circle, alertAt, seq, state: now, storedAt, language }) =>
      void put.run(user, id, circle, alertAt, seq, now, storedAt, language),
    end: (user, id, now) => void end.run(user, id, now),
    armed: (user) => Number(armed.get(user)?.["n"] ?? 0),
    due: (now) => due.all(now).map(timerOf),
    prune: (before) => void prune.run(before),
  };
};

const timerOf = (row: Readonly<Record<string, unknown>>): OwnTimer => ({
  user: String(row["user_id"]) as UserId,
  id: String(row["id"]),
  circle: String(row["circle_id"]) as RoomId,
  alertAt: Number(row["alert_at"]),
  seq: Number(row["seq"]),
  state: String(row["state"]) as TimerState,
  storedAt: Number(row["stored_at"]),
  language: String(row["language"]) as Language,
});
