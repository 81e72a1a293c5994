import type { StateChange } from "@paceline/domain";
import { isRecord } from "../appservice/transaction.ts";
import type { RoomState } from "../store/room-store.ts";
import type { Known } from "./known.ts";

/**
 * A room's state as it will be once a planned change is carried out. It is recorded together with the plan: what comes
 * back from one room first must not look like a difference to rooms whose change is still on its way.
 */
export const anticipated = ({ rooms, bot }: Known, change: StateChange): RoomState => {
  const { room } = change;
  if (change.do === "state")
    return { room, type: change.type, key: change.key, sender: bot, content: { ...change.content } };
  const type = "m.room.power_levels";
  const before = rooms.state(room, type)?.content ?? {};
  const users = Object.entries({ ...(isRecord(before["users"]) ? before["users"] : {}), ...change.users });
  const content = { ...before, users: Object.fromEntries(users.filter(([, level]) => level !== null)) };
  return { room, type, key: "", sender: bot, content };
};
