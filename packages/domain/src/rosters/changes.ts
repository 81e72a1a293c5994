import type { UserId } from "@paceline/protocol";
import type { StandingAnswer } from "../answers/index.ts";
import type { Seat, Seats } from "./seats.ts";

/** What a new roster means for people, compared with the one before. */
export type RosterChanges = {
  /** Waited before, have a seat now. */
  readonly promoted: readonly Seat[];
  /** Newly wait; `place` counts from 1. */
  readonly waiting: readonly (Seat & { readonly place: number })[];
  /** Newly confirmed without ever having waited. */
  readonly confirmed: readonly Seat[];
  /** No longer named. */
  readonly gone: readonly Seat[];
};

export function rosterChanges(previous: Seats | undefined, next: Seats): RosterChanges {
  const wasIn = users(previous?.confirmed);
  const waited = users(previous?.waitlist);
  const named = users([...next.confirmed, ...next.waitlist]);
  return {
    promoted: next.confirmed.filter(({ user }) => waited.has(user) && !wasIn.has(user)),
    waiting: next.waitlist
      .map(({ user, guests }, index) => ({ user, guests, place: index + 1 }))
      .filter(({ user }) => !waited.has(user)),
    confirmed: next.confirmed.filter(({ user }) => !waited.has(user) && !wasIn.has(user)),
    gone: [...(previous?.confirmed ?? []), ...(previous?.waitlist ?? [])].filter(({ user }) => !named.has(user)),
  };
}

/** The changes that people must read as words, because they answered by reaction and their client shows no roster. */
export function toldInWords(
  changes: RosterChanges,
  standing: ReadonlyMap<UserId, StandingAnswer>,
): Pick<RosterChanges, "promoted" | "waiting"> {
  const byReaction = ({ user }: Seat): boolean => standing.get(user)?.by === "reaction";
  return { promoted: changes.promoted.filter(byReaction), waiting: changes.waiting.filter(byReaction) };
}

const users = (seats: readonly Seat[] = []): ReadonlySet<UserId> => new Set(seats.map(({ user }) => user));
