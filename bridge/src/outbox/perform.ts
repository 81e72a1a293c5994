import { isEventId, ok } from "@paceline/protocol";
import type { EventId, Result, RoomId, UserId } from "@paceline/protocol";
import type { Homeserver, StateEvent } from "../appservice/homeserver.ts";
import type { HomeserverCode } from "../appservice/request.ts";
import { isRecord } from "../appservice/transaction.ts";
import type { Intent, Planned } from "../mapping/intent.ts";

/** Takes in a room's state that was read instead of received. */
export type Learn = (room: RoomId, state: readonly StateEvent[]) => void;

/** What became of an intent: the event it made, where it made one; `withheld` where its room is encrypted by now, so that not all of it was said. */
export type Performed = { readonly event?: EventId; readonly withheld?: true };
type Outcome = Promise<Result<Performed, HomeserverCode>>;
type Room = Pick<Homeserver, "send" | "setState" | "stateContent">;

/** Carries one intent out. Every intent may be repeated: the second time changes nothing. */
export const perform = async (
  { intent, txn }: Pick<Planned, "txn" | "intent">,
  homeserver: Homeserver,
  learn: Learn,
  /** The homeserver as one of our ghosts has it. */
  as: (ghost: UserId) => Room,
): Outcome => {
  switch (intent.do) {
    case "send":
      return send(intent.as === undefined ? homeserver : as(intent.as), intent, txn);
    case "state":
      return setState(homeserver, intent);
    case "levels":
      return done(await setLevels(homeserver, intent.room, intent.users));
    case "join":
      return done(await homeserver.join(intent.room));
    case "leave":
      return done(await leave(homeserver, intent.room, intent.reason));
    case "learn":
      return done(await readState(homeserver, intent.room, learn));
    default:
      return intent satisfies never;
  }
};

const done = (answer: Result<EventId | null, HomeserverCode>): Result<Performed, HomeserverCode> =>
  answer.ok ? ok(isEventId(answer.value) ? { event: answer.value } : {}) : answer;

/**
 * Asked of the homeserver each time, and by whoever is about to speak: what was planned for a clear room may have waited while somebody encrypted it, and what we were told of
 * the room may be older than that. The moment between this answer and the sending stays; Matrix has no way to make one of the two.
 */
const isEncrypted = async (who: Room, room: RoomId): Promise<Result<boolean, HomeserverCode>> => {
  const encryption = await who.stateContent(room, "m.room.encryption", "");
  if (encryption.ok) return ok(true);
  return encryption.failure.code === "NOT_FOUND" ? ok(false) : encryption;
};

const send = async (who: Room, intent: Extract<Intent, { do: "send" }>, txn: string): Outcome => {
  const { room, type, content, whenEncrypted } = intent;
  if (whenEncrypted === "same") return done(await who.send(room, type, txn, content));
  const encrypted = await isEncrypted(who, room);
  if (!encrypted.ok) return encrypted;
  if (!encrypted.value) return done(await who.send(room, type, txn, content));
  if (whenEncrypted === undefined) return ok({ withheld: true });
  const said = done(await who.send(room, type, txn, whenEncrypted));
  return said.ok ? ok({ ...said.value, withheld: true }) : said;
};

const setState = async (homeserver: Room, intent: Extract<Intent, { do: "state" }>): Outcome => {
  const { room, type, key, content, clearOnly } = intent;
  const encrypted = clearOnly ? await isEncrypted(homeserver, room) : ok(false);
  if (!encrypted.ok) return encrypted;
  return encrypted.value ? ok({ withheld: true }) : done(await homeserver.setState(room, type, key, content));
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
): Promise<Result<EventId | null, HomeserverCode>> => {
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
