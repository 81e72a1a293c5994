/** An answer as somebody gave it; of one person, yes and no take turns. */
export type GivenAnswer = { readonly eventId: string; readonly user: string; readonly yes: boolean };

/** A roster as it stands in the room: who is in. */
export type FoundRoster = { readonly eventId: string; readonly confirmed: readonly string[] };

type Judged = {
  /** Rosters that show an answer for the first time or once more. */
  readonly counted: number;
  /** Answers that no roster shows. */
  readonly lost: readonly string[];
  /** Answers that more than one roster shows. */
  readonly doubled: readonly string[];
  /** Answers whose roster stands behind that of a later answer. */
  readonly outOfOrder: readonly string[];
  /** Rosters that say what no answer has made true. */
  readonly unexplained: readonly string[];
};

/**
 * Counts, by event ids, what a room's rosters made of its answers: each roster belongs to the answer that it shows and the one before it did not. Knows
 * nothing of sequence numbers, which are the bridge's own word. Seats must suffice for all.
 */
export function judgeRosters(answers: readonly GivenAnswer[], rosters: readonly FoundRoster[]): Judged {
  const place = new Map(answers.map(({ eventId }, at) => [eventId, at]));
  const open = new Map<string, GivenAnswer[]>();
  for (const answer of answers) open.set(answer.user, [...(open.get(answer.user) ?? []), answer]);
  const shownBy = new Map<string, number>();
  const unexplained: string[] = [];
  const outOfOrder: string[] = [];
  let before: readonly string[] = [];
  let last: GivenAnswer | undefined;
  for (const { eventId, confirmed } of rosters) {
    const changed = [
      ...confirmed.filter((user) => !before.includes(user)).map((user) => ({ user, yes: true })),
      ...before.filter((user) => !confirmed.includes(user)).map((user) => ({ user, yes: false })),
    ];
    const news = changed.map(({ user, yes }) => {
      const waiting = open.get(user) ?? [];
      const at = waiting.findIndex((answer) => answer.yes === yes);
      return at < 0 ? undefined : waiting.splice(0, at + 1).at(-1);
    });
    before = confirmed;
    // Without any news it is the roster of the answer before, once more.
    const shown = changed.length === 0 ? last : latest(news, place);
    if (shown === undefined) {
      unexplained.push(eventId);
      continue;
    }
    if (last !== undefined && (place.get(shown.eventId) ?? 0) < (place.get(last.eventId) ?? 0))
      outOfOrder.push(shown.eventId);
    shownBy.set(shown.eventId, (shownBy.get(shown.eventId) ?? 0) + 1);
    last = shown;
  }
  return {
    counted: [...shownBy.values()].reduce((sum, times) => sum + times, 0),
    lost: answers.map(({ eventId }) => eventId).filter((eventId) => !shownBy.has(eventId)),
    doubled: [...shownBy].flatMap(([eventId, times]) => (times > 1 ? [eventId] : [])),
    outOfOrder,
    unexplained,
  };
}

/** A roster that shows several answers at once is the roster of the last of them: the others have none. */
const latest = (
  news: readonly (GivenAnswer | undefined)[],
  place: ReadonlyMap<string, number>,
): GivenAnswer | undefined => {
  if (news.includes(undefined)) return undefined;
  const sorted = news.flatMap((answer) => answer ?? []);
  return sorted.toSorted((a, b) => (place.get(a.eventId) ?? 0) - (place.get(b.eventId) ?? 0)).at(-1);
};

/** How often each of the wanted event ids is among those found; what is there once is left out. */
export function judgeIds(
  wanted: readonly string[],
  found: Iterable<string>,
): { readonly lost: readonly string[]; readonly doubled: readonly string[] } {
  const times = new Map<string, number>(wanted.map((id) => [id, 0]));
  for (const id of found) {
    const before = times.get(id);
    if (before !== undefined) times.set(id, before + 1);
  }
  const having = (fits: (count: number) => boolean): string[] =>
    [...times].flatMap(([id, count]) => (fits(count) ? [id] : []));
  return { lost: having((count) => count === 0), doubled: having((count) => count > 1) };
}
