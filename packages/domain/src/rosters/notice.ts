import type { UserId } from "@paceline/protocol";
import type { RosterChanges } from "./changes.ts";

/** Words of the sender's language for the message that tells people their place. */
export type RosterWords = {
  readonly promoted: (name: string, title: string) => string;
  readonly waiting: (name: string, title: string, place: number) => string;
};

export const ENGLISH_ROSTER_WORDS: RosterWords = {
  promoted: (name, title) => `${name}: a place has become free, you are in for ${title}.`,
  waiting: (name, title, place) => `${name}: you are on the waiting list of ${title}, at place ${place}.`,
};

/**
 * The readable message for people who answered by reaction, with whom it mentions (`m.mentions`); `undefined` where nobody has to be told.
 * `name` gives what the room calls a person.
 */
export function rosterNotice(
  told: Pick<RosterChanges, "promoted" | "waiting">,
  title: string,
  name: (user: UserId) => string,
  words: RosterWords = ENGLISH_ROSTER_WORDS,
): { readonly body: string; readonly mentions: readonly UserId[] } | undefined {
  const lines = [
    ...told.promoted.map(({ user }) => words.promoted(name(user), title)),
    ...told.waiting.map(({ user, place }) => words.waiting(name(user), title, place)),
  ];
  if (lines.length === 0) return undefined;
  return { body: lines.join("\n"), mentions: [...told.promoted, ...told.waiting].map(({ user }) => user) };
}
