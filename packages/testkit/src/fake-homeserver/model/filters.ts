import { notFound } from "./errors.ts";
import { objectOf, textOf, type Content } from "./event.ts";

/** The parts of a filter that clients here use (spec v1.16, "Filtering"). */
export type Filter = {
  readonly timelineLimit: number;
  readonly timelineTypes: readonly string[] | undefined;
  readonly timelineNotTypes: readonly string[];
  readonly lazyMembers: boolean;
  readonly includeLeave: boolean;
  readonly rooms: readonly string[] | undefined;
  readonly notRooms: readonly string[];
};

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

function readFilter(content: Content): Filter {
  const room = objectOf(content["room"]);
  const timeline = objectOf(room["timeline"]);
  return {
    timelineLimit: Math.min(MAX_LIMIT, typeof timeline["limit"] === "number" ? timeline["limit"] : DEFAULT_LIMIT),
    timelineTypes: listOf(timeline["types"]),
    timelineNotTypes: listOf(timeline["not_types"]) ?? [],
    lazyMembers: objectOf(room["state"])["lazy_load_members"] === true || timeline["lazy_load_members"] === true,
    includeLeave: room["include_leave"] === true,
    rooms: listOf(room["rooms"]),
    notRooms: listOf(room["not_rooms"]) ?? [],
  };
}

/** `types` of a filter may end in a star. */
const typeMatches = (types: readonly string[], type: string): boolean =>
  types.some((pattern) => (pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type));

export function wanted(types: readonly string[] | undefined, notTypes: readonly string[], type: string): boolean {
  return (types === undefined || typeMatches(types, type)) && !typeMatches(notTypes, type);
}

/** Filters that clients stored. */
export class Filters {
  private readonly stored = new Map<string, Content[]>();

  store(userId: string, content: Content): string {
    const mine = this.stored.get(userId) ?? [];
    this.stored.set(userId, mine);
    mine.push(content);
    return String(mine.length - 1);
  }

  get(userId: string, id: string): Content {
    const found = this.stored.get(userId)?.[Number(id)];
    if (found === undefined) throw notFound("No such filter");
    return found;
  }

  /** A filter given by id, as JSON, or not at all. */
  resolve(userId: string, given: string | null): Filter {
    if (given === null) return readFilter({});
    if (!given.startsWith("{")) return readFilter(this.get(userId, given));
    const parsed: unknown = JSON.parse(given);
    return readFilter(objectOf(parsed));
  }
}

export const listOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : undefined;
