import type { UserId } from "@paceline/protocol";
import type { Reaction } from "@paceline/protocol/port";
import type { TimelineEvent } from "../projection/timeline-event.ts";

const MAX_NAMES = 10;
/** Keys shown; a message with more of them is somebody's joke. */
const MAX_KEYS = 60;

/** Reactions by key in the order of first use; one person counts once for each key (spec, "Event annotations"). */
export function reactionsOf(
  related: readonly TimelineEvent[],
  me: UserId,
  name: (user: UserId) => string,
): readonly Reaction[] {
  const keys = new Map<string, Set<UserId>>();
  const inOrder = related.filter(isReaction).sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
  for (const { relation, sender } of inOrder) {
    const key = relation?.key as string;
    if (!keys.has(key) && keys.size >= MAX_KEYS) continue;
    keys.set(key, (keys.get(key) ?? new Set()).add(sender));
  }
  return [...keys].map(([key, people]) => ({
    key,
    count: people.size,
    mine: people.has(me),
    names: [...people].slice(0, MAX_NAMES).map(name),
  }));
}

export const isReaction = ({ type, relation, redacted }: TimelineEvent): boolean =>
  type === "m.reaction" && relation?.type === "m.annotation" && relation.key !== undefined && !redacted;
