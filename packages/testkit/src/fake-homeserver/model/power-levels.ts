import { badJson, forbidden } from "./errors.ts";
import { isObject, objectOf, type Content } from "./event.ts";
import type { Room } from "./room.ts";

const LEVELS = ["ban", "kick", "redact", "invite", "events_default", "state_default", "users_default"] as const;
type Level = (typeof LEVELS)[number];
const DEFAULTS: Readonly<Record<Level, number>> = {
  ban: 50,
  kick: 50,
  redact: 50,
  invite: 0,
  events_default: 0,
  state_default: 50,
  users_default: 0,
};

const asLevel = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** Room version 12: the creators stand above every level and are in no list (MSC4289). */
function creatorsAbove(room: Room): readonly string[] {
  const create = room.state("m.room.create");
  if (room.version !== "12" || create === undefined) return [];
  const more = create.content["additional_creators"];
  return [create.sender, ...(Array.isArray(more) ? more.map(String) : [])];
}

export function levelFor(room: Room, what: Level): number {
  if (room.state("m.room.power_levels") === undefined && what === "state_default") return 0;
  return asLevel(room.stateContent("m.room.power_levels")[what]) ?? DEFAULTS[what];
}

export function levelOf(room: Room, userId: string): number {
  if (creatorsAbove(room).includes(userId)) return Number.POSITIVE_INFINITY;
  if (room.state("m.room.power_levels") === undefined) {
    return room.state("m.room.create")?.sender === userId ? 100 : 0;
  }
  return (
    asLevel(objectOf(room.stateContent("m.room.power_levels")["users"])[userId]) ?? levelFor(room, "users_default")
  );
}

export function levelToSend(room: Room, type: string, isState: boolean): number {
  const own = asLevel(objectOf(room.stateContent("m.room.power_levels")["events"])[type]);
  return own ?? levelFor(room, isState ? "state_default" : "events_default");
}

/** Throws when `content` may not become the room's power levels by `sender`. */
export function checkPowerLevels(room: Room, sender: string, content: Content): void {
  checkForm(content);
  const creators = creatorsAbove(room);
  const users = objectOf(content["users"]);
  const named = creators.find((creator) => creator in users);
  if (named !== undefined) throw badJson(`Creator user ${named} must not appear in content.users`);
  const before = room.state("m.room.power_levels")?.content;
  if (before === undefined) return;
  const own = levelOf(room, sender);
  const change = (what: string, from: unknown, to: unknown): void => {
    if (from === to) return;
    if ((asLevel(from) ?? 0) > own || (asLevel(to) ?? 0) > own)
      throw forbidden(`You don't have permission to change ${what}`);
  };
  for (const what of LEVELS) change(what, before[what] ?? DEFAULTS[what], content[what] ?? DEFAULTS[what]);
  for (const map of ["events", "users", "notifications"] as const) {
    const from = objectOf(before[map]);
    const to = objectOf(content[map]);
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      change(`${map} ${key}`, from[key], to[key]);
      const others = map === "users" && key !== sender && from[key] !== to[key];
      if (others && (asLevel(from[key]) ?? Number.NEGATIVE_INFINITY) >= own) {
        throw forbidden("You don't have permission to remove ops level equal to your own");
      }
    }
  }
}

function checkForm(content: Content): void {
  const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);
  for (const what of LEVELS) if (what in content && !isWhole(content[what])) throw badJson(`${what} is not an integer`);
  for (const map of ["events", "users", "notifications"]) {
    if (!(map in content)) continue;
    if (!isObject(content[map]) || !Object.values(content[map]).every(isWhole))
      throw badJson(`${map} is not a map of integers`);
  }
}
