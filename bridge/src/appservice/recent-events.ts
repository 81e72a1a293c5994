/**
 * Which events were worked off lately. What a pass adds counts from its commit on: `keep` after it, `drop` where it
 * was taken back.
 */
export interface RecentEvents {
  /** False where the event was worked off before, or earlier in this pass. */
  add(eventId: string): boolean;
  /** What this pass has added, in its order. */
  added(): readonly string[];
  keep(): void;
  drop(): void;
}

/** About 10 MB; more than twenty minutes of the busiest homeserver. */
const MOST = 100_000;

export const createRecentEvents = (before: Iterable<string>, most = MOST): RecentEvents => {
  const kept = new Set<string>();
  const added = new Set<string>();
  const take = (ids: Iterable<string>): void => {
    for (const id of ids) kept.add(id);
    for (const id of kept) {
      if (kept.size <= most) break;
      kept.delete(id);
    }
  };
  take(before);
  return {
    add: (id) => {
      if (kept.has(id) || added.has(id)) return false;
      added.add(id);
      return true;
    },
    added: () => [...added],
    keep: () => {
      take(added);
      added.clear();
    },
    drop: () => added.clear(),
  };
};
