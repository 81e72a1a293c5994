import type { Language } from "@paceline/protocol";

/** Tags whose way of writing dates and times goes with the words. */
const TAGS: Readonly<Record<Language, string>> = { en: "en-GB", de: "de" };

/** A time of day as messages of a circle write it: in the zone of this device, which is named. ms since 1970. */
export const clockIn =
  (language: Language) =>
  (ms: number): string =>
    new Intl.DateTimeFormat(TAGS[language], { hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).format(ms);

/** The same with the day, for what is read days later. */
export const dayAndClockIn =
  (language: Language) =>
  (ms: number): string =>
    new Intl.DateTimeFormat(TAGS[language], { dateStyle: "medium", timeStyle: "short" }).format(ms);
