import { LANGUAGES } from "@paceline/protocol";
import type { Language } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { EffectiveMeetup } from "./card.ts";

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  de: ["Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
};

/** What a meetup's room is called, for every client, in the words of whoever opens it: `Sunday gravel · 22 Nov`, the day where the meetup starts. */
export function companionName({ title, start }: Pick<MeetupBlock, "title" | "start">, language: Language): string {
  const [month = 1, day = 1] = start.local.slice(5, 10).split("-").map(Number);
  const name = MONTHS[language][month - 1] ?? "";
  return `${title} · ${language === "de" ? `${day}. ${name}` : `${day} ${name}`}`;
}

/**
 * What a meetup's room is to be called from now on, in the language of its name, where that is the name of a version of the card that does not count any more. `undefined` where the name is right, or
 * is one that somebody chose.
 */
export function companionRenamed(
  name: string,
  { meetup, versions }: Pick<EffectiveMeetup, "meetup" | "versions">,
): string | undefined {
  for (const language of LANGUAGES) {
    const wanted = companionName(meetup, language);
    if (name === wanted) return undefined;
    if ([...versions.values()].some((version) => companionName(version, language) === name)) return wanted;
  }
  return undefined;
}

/** Reason of the invitation, for whichever client shows it. The server reads it, so it says nothing of the meetup. */
export const COMPANION_INVITATION: Readonly<Record<Language, string>> = {
  en: "You answered this meetup: here is its room, for its chat and its live map. Joining shares no position; that is a step of its own. You may leave at any time.",
  de: "Du hast auf dieses Treffen geantwortet: Hier ist sein Raum, für Chat und Live-Karte. Beitreten teilt keinen Standort; das ist ein eigener Schritt. Du kannst jederzeit gehen.",
};
