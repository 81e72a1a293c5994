import { ok } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import type { Homeserver, StateEvent } from "../appservice/homeserver.ts";
import type { HomeserverCode } from "../appservice/request.ts";
import { isRecord } from "../appservice/transaction.ts";
import type { Planned } from "../mapping/intent.ts";

/** Takes in a room's state that was read instead of received. */
export type Learn = (room: RoomId, state: readonly StateEvent[]) => void;

/** Carries one intent out. Every intent may be repeated: the second time changes nothing. */
export const perform = async (
  { intent, txn }: Pick<Planned, "txn" | "intent">,
  homeserver: Homeserver,
  learn: Learn,
  /** The homeserver as one of our ghosts has it. */
  as: (ghost: UserId) => Pick<Homeserver, "send">,
): Promise<Result<unknown, HomeserverCode>> => {
  switch (intent.do) {
    case "send":
      return (intent.as === undefined ? homeserver : as(intent.as)).send(intent.room, intent.type, txn, intent.content);
    case "state":
      return homeserver.setState(intent.room, intent.type, intent.key, intent.content);
    case "levels":
      return setLevels(homeserver, intent.room, intent.users);
    case "join":
      return homeserver.join(intent.room);
    case "leave":
      return leave(homeserver, intent.room, intent.reason);
    case "learn":
      return readState(homeserver, intent.room, learn);
    default:
      return intent satisfies never;
  }
};

const readState = async (homeserver: Homeserver, room: RoomId, learn: Learn): Promise<Result<null, HomeserverCode>> => {
  const state = await homeserver.state(room);
  if (!state.ok) return state;
  learn(room, state.value);
  return ok(null);
};

/** Not being there is what was wanted. */
const leave = async (homeserver: Homeserver, room: RoomId, reason: string): Promise<Result<null, HomeserverCode>> => {
  const left = await homeserver.leave(room, reason);
  return left.ok || !["FORBIDDEN", "NOT_FOUND"].includes(left.failure.code) ? left : ok(null);
};

const POWER_LEVELS = "m.room.power_levels";

/** Read, change, write: whatever else somebody changed in the meantime stays. Writes only where something differs. */
const setLevels = async (
  homeserver: Homeserver,
  room: RoomId,
  changes: Readonly<Record<string, number | null>>,
): Promise<Result<unknown, HomeserverCode>> => {
  const current = await homeserver.stateContent(room, POWER_LEVELS, "");
  if (!current.ok) return current;
  const before = isRecord(current.value["users"]) ? current.value["users"] : {};
  const users = { ...before };
  for (const [user, level] of Object.entries(changes)) {
    if (level === null) delete users[user];
    else users[user] = level;
  }
  const same = Object.keys({ ...before, ...users }).every((user) => before[user] === users[user]);
  return same ? ok(null) : homeserver.setState(room, POWER_LEVELS, "", { ...current.value, users });
};
