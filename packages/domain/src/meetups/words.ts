import type { Language } from "@paceline/protocol";

/** The words of the readable bodies that other Matrix clients show. They are written once, by the sender, in the sender's language. */
export type MeetupWords = {
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** Weekday, day, month, year → a date as people write it. */
  readonly date: (weekday: string, day: number, month: string, year: number) => string;
  readonly decimalPoint: string;
  readonly labels: Readonly<Record<MeetupField, string>>;
  readonly noLimit: string;
  readonly none: string;
  /** Says before → now for one line of a change. */
  readonly was: (label: string, now: string, before: string) => string;
  readonly climbing: string;
  readonly howToAnswer: string;
  readonly changed: (title: string) => string;
  readonly notesChanged: string;
  readonly cancelled: (title: string) => string;
  readonly reason: (reason: string) => string;
};

/** What a card tells, in the order in which it is read. */
export const MEETUP_FIELDS = ["when", "where", "route", "pace", "places", "answerBy"] as const;
export type MeetupField = (typeof MEETUP_FIELDS)[number];

const en: MeetupWords = {
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  date: (weekday, day, month, year) => `${weekday} ${day} ${month} ${year}`,
  decimalPoint: ".",
  labels: { when: "When", where: "Where", route: "Route", pace: "Pace", places: "Places", answerBy: "Answer by" },
  noLimit: "no limit",
  none: "none",
  was: (label, now, before) => `${label}: ${now} (was: ${before})`,
  climbing: "of climbing",
  howToAnswer: "Answer with a reaction: ✅ I'm in · ❔ maybe · ❌ not this time",
  changed: (title) => `Changed: ${title}`,
  notesChanged: "The notes have changed.",
  cancelled: (title) => `Cancelled: ${title}`,
  reason: (reason) => `Reason: ${reason}`,
};

const de: MeetupWords = {
  weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
  months: [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
  ],
  date: (weekday, day, month, year) => `${weekday}, ${day}. ${month} ${year}`,
  decimalPoint: ",",
  labels: { when: "Wann", where: "Wo", route: "Strecke", pace: "Tempo", places: "Plätze", answerBy: "Antworten bis" },
  noLimit: "unbegrenzt",
  none: "keine Angabe",
  was: (label, now, before) => `${label}: ${now} (vorher: ${before})`,
  climbing: "bergauf",
  howToAnswer: "Antworte mit einer Reaktion: ✅ dabei · ❔ vielleicht · ❌ diesmal nicht",
  changed: (title) => `Geändert: ${title}`,
  notesChanged: "Die Notizen haben sich geändert.",
  cancelled: (title) => `Abgesagt: ${title}`,
  reason: (reason) => `Grund: ${reason}`,
};

export const MEETUP_WORDS: Readonly<Record<Language, MeetupWords>> = { en, de };
