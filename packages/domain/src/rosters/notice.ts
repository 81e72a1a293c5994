import type { Language, UserId } from "@paceline/protocol";
import type { RosterChanges } from "./changes.ts";

/** The message that tells people their place. */
type RosterWords = {
  readonly promoted: (name: string, title: string) => string;
  readonly waiting: (name: string, title: string, place: number) => string;
};

const en: RosterWords = {
  promoted: (name, title) => `${name}: a place has become free, you are in for ${title}.`,
  waiting: (name, title, place) => `${name}: you are on the waiting list of ${title}, at place ${place}.`,
};
const de: RosterWords = {
  promoted: (name, title) => `${name}: Ein Platz ist frei geworden, du bist dabei: ${title}.`,
  waiting: (name, title, place) => `${name}: Du stehst auf der Warteliste von ${title}, an Stelle ${place}.`,
};
const WORDS: Readonly<Record<Language, RosterWords>> = { en, de };

/**
 * The readable message for people who answered by reaction, with whom it mentions (`m.mentions`); `undefined` where nobody has to be told.
 * `name` gives what the room calls a person; the words are those of the sender's language.
 */
export function rosterNotice(
  told: Pick<RosterChanges, "promoted" | "waiting">,
  title: string,
  name: (user: UserId) => string,
  language: Language = "en",
): { readonly body: string; readonly mentions: readonly UserId[] } | undefined {
  const words = WORDS[language];
  const lines = [
    ...told.promoted.map(({ user }) => words.promoted(name(user), title)),
    ...told.waiting.map(({ user, place }) => words.waiting(name(user), title, place)),
  ];
  if (lines.length === 0) return undefined;
  return { body: lines.join("\n"), mentions: [...told.promoted, ...told.waiting].map(({ user }) => user) };
}
