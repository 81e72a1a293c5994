import { NS } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { RoomRecord } from "../projection/room-record.ts";
import { stateContent, stateEvent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";

type Rooms = ReadonlyMap<unknown, RoomRecord>;

const isMyKind = ({ membership, channel }: RoomRecord): boolean => membership === "join" && channel?.kind === "circle";
/** Power of whoever the circle is for. */
const ATHLETE = 100;

/** The room that my safety circle is. The older one where there are two, so that every device of mine takes the same. */
export const myCircle = (rooms: Rooms): RoomRecord | undefined =>
  [...rooms.values()]
    .filter((room) => isMyKind(room) && room.rights.mine >= ATHLETE)
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0];

/** Circles I belong to as a contact. */
export const circlesOfOthers = (rooms: Rooms): readonly RoomRecord[] =>
  [...rooms.values()].filter((room) => isMyKind(room) && room.rights.mine < ATHLETE);

/** Something happened in one of them. */
export const touchesCircle = ({ rooms }: { readonly rooms: Rooms }, touched: Iterable<unknown>): boolean =>
  [...touched].some((id) => rooms.get(id)?.channel?.kind === "circle");

/** Whose circle it is: who made it, which nobody can take over. */
export const athleteOf = (state: RoomState): UserId | undefined => stateEvent(state, "m.room.create")?.sender;

export const isCircle = (state: RoomState): boolean => stateContent(state, `${NS}.channel`)["kind"] === "circle";

/** The room is the safety circle of this person. */
export const isCircleOf = (state: RoomState, user: UserId): boolean => isCircle(state) && athleteOf(state) === user;
