import { NS } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Role } from "@paceline/protocol/events";
import { ROLE_LEVELS } from "./may.ts";

/** One change of a room's state. */
export type StateChange =
  | {
      readonly do: "state";
      readonly room: RoomId;
      readonly type: string;
      readonly key: string;
      readonly content: object;
    }
  /** New levels of these people in `m.room.power_levels`, everybody else's stay; `null`: back to the room's default. */
  | { readonly do: "levels"; readonly room: RoomId; readonly users: Readonly<Record<UserId, number | null>> };

/** What one room says about one person. */
export type RoomRole = {
  readonly room: RoomId;
  readonly level: number;
  /** From the person's `NS.roles` state there. */
  readonly name: Role | undefined;
};

/** State key of a person's role name: without `@`, because the auth rules keep keys that begin with it for that person. */
export const roleKey = (user: UserId): string => user.slice(1);

/** What makes all rooms of a club say that a person has this role. Empty where they already do. */
export function planRole(user: UserId, role: Role, rooms: readonly RoomRole[]): readonly StateChange[] {
  const level = ROLE_LEVELS[role];
  return rooms.flatMap((known): StateChange[] => {
    const { room } = known;
    const wrongLevel = known.level !== level;
    // A name is kept where it adds something to the level, or where an older one would contradict it.
    const wrongName = known.name === undefined ? role === "coach" : known.name !== role;
    return [
      ...(wrongLevel ? [{ do: "levels" as const, room, users: { [user]: level === 0 ? null : level } }] : []),
      ...(wrongName
        ? [{ do: "state" as const, room, type: `${NS}.roles`, key: roleKey(user), content: { v: 1, role } }]
        : []),
    ];
  });
}
