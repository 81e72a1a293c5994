import type { RoomId } from "@paceline/protocol";
import type { Database } from "./database.ts";

export type Content = Readonly<Record<string, unknown>>;
export type RoomState = {
  readonly room: RoomId;
  readonly type: string;
  readonly key: string;
  readonly sender: string;
  readonly content: Content;
};

/** Current state of rooms, as far as it was received or read. */
export interface RoomStore {
  state(room: RoomId, type: string, key?: string): RoomState | undefined;
  /** All state of one type, by state key. */
  states(room: RoomId, type: string): readonly RoomState[];
  /** Rooms that have state of this type under the empty key. */
  roomsWith(type: string): readonly RoomId[];
  put(state: RoomState): void;
  /** Only where nothing is known under this key: what was received is newer than what was read. */
  fill(state: RoomState): void;
  forget(room: RoomId): void;
}

export const createRoomStore = (db: Database): RoomStore => {
  const columns = "room_id, type, state_key, sender, content";
  const one = db.prepare(`SELECT ${columns} FROM proj_state WHERE room_id = ? AND type = ? AND state_key = ?`);
  const many = db.prepare(`SELECT ${columns} FROM proj_state WHERE room_id = ? AND type = ? ORDER BY state_key`);
  const rooms = db.prepare("SELECT room_id FROM proj_state WHERE type = ? AND state_key = ''");
  const put = db.prepare(`INSERT OR REPLACE INTO proj_state (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const fill = db.prepare(`INSERT OR IGNORE INTO proj_state (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const forget = db.prepare("DELETE FROM proj_state WHERE room_id = ?");
  const values = ({ room, type, key, sender, content }: RoomState) =>
    [room, type, key, sender, JSON.stringify(content)] as const;
  return {
    state: (room, type, key = "") => {
      const row = one.get(room, type, key);
      return row && stateOf(row);
    },
    states: (room, type) => many.all(room, type).map(stateOf),
    roomsWith: (type) => rooms.all(type).map((row) => String(row["room_id"]) as RoomId),
    put: (state) => void put.run(...values(state)),
    fill: (state) => void fill.run(...values(state)),
    forget: (room) => void forget.run(room),
  };
};

const stateOf = (row: Readonly<Record<string, unknown>>): RoomState => ({
  room: String(row["room_id"]) as RoomId,
  type: String(row["type"]),
  key: String(row["state_key"]),
  sender: String(row["sender"]),
  content: JSON.parse(String(row["content"])) as Content,
});
