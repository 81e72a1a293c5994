import type { UserId } from "@paceline/protocol";
import type { Role } from "@paceline/protocol/events";
import { ROLE_LEVELS } from "./may.ts";

/** What a room's state says about power, as it came from the wire: nothing in it is believed before it is looked at. */
export type RoomPower = {
  /** Content of `m.room.power_levels`; absent where the room has none. */
  readonly levels?: unknown;
  /** Sender of `m.room.create` and, from version 12 on, its `additional_creators`. */
  readonly creators: ReadonlySet<UserId>;
  /** Version 12 and later: creators stand above all levels (MSC4289). */
  readonly creatorsAbove: boolean;
};

/** Level of a person, `Infinity` for creators of version 12 rooms (spec, "m.room.power_levels"). */
export function levelOf(user: UserId, { levels, creators, creatorsAbove }: RoomPower): number {
  if (creators.has(user) && (creatorsAbove || levels === undefined)) return creatorsAbove ? Infinity : 100;
  return whole(field(field(levels, "users"), user)) ?? everybodysLevel({ levels });
}

/** Level of whoever has none of their own. */
export const everybodysLevel = ({ levels }: Pick<RoomPower, "levels">): number =>
  whole(field(levels, "users_default")) ?? 0;

/** Level that an event takes: its own entry, else the default of its sort. */
export function neededFor(type: string, sort: "state" | "message", { levels }: Pick<RoomPower, "levels">): number {
  const own = whole(field(field(levels, "events"), type));
  if (own !== undefined) return own;
  if (sort === "message") return whole(field(levels, "events_default")) ?? 0;
  return whole(field(levels, "state_default")) ?? (levels === undefined ? 0 : 50);
}

const DEEDS = { invite: 0, kick: 50, ban: 50, redact: 50 } as const;
/** Level that a deed takes, with the specification's default where the room does not say. */
export const neededTo = (deed: keyof typeof DEEDS, { levels }: Pick<RoomPower, "levels">): number =>
  whole(field(levels, deed)) ?? DEEDS[deed];

/**
 * Role of a person. Power comes from the level alone; the name, from `NS.roles`, only tells coach from ride leader. `inClub`: a member of the club's
 * space; who is in a single room only is a guest.
 */
export function roleOf(level: number, name: Role | undefined, inClub = true): Role {
  if (level >= ROLE_LEVELS.owner) return "owner";
  if (level >= ROLE_LEVELS.captain) return "captain";
  if (level >= ROLE_LEVELS.moderator) return "moderator";
  if (level >= ROLE_LEVELS.leader) return name === "coach" ? "coach" : "leader";
  return inClub ? "member" : "guest";
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
const whole = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);
