import type { RoomId, UserId } from "@paceline/protocol";
import type { Database } from "./database.ts";

/** An athlete of a platform, for whom the bridge speaks. */
export type Ghost = {
  readonly user: UserId;
  readonly platform: string;
  /** The platform's own id of the athlete. */
  readonly athlete: string;
  readonly name: string;
  /** The room of the athlete's emergency contacts, once there is one. */
  readonly circle: RoomId | undefined;
};

export interface GhostStore {
  get(user: UserId): Ghost | undefined;
  put(ghost: Ghost): void;
}

export const createGhostStore = (db: Database): GhostStore => {
  const get = db.prepare("SELECT user_id, platform, athlete, name, circle_id FROM own_ghost WHERE user_id = ?");
  const put = db.prepare(
    "INSERT OR REPLACE INTO own_ghost (user_id, platform, athlete, name, circle_id) VALUES (?, ?, ?, ?, ?)",
  );
  return {
    get: (user) => {
      const row = get.get(user);
      return (
        row && {
          user,
          platform: String(row["platform"]),
          athlete: String(row["athlete"]),
          name: String(row["name"]),
          circle: (row["circle_id"] ?? undefined) as RoomId | undefined,
        }
      );
    },
    put: ({ user, platform, athlete, name, circle }) => void put.run(user, platform, athlete, name, circle ?? null),
  };
};
