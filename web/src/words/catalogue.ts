import { type I18n, setupI18n } from "@lingui/core";
import { LANGUAGES, type Language } from "@paceline/protocol";
import { fetched } from "../host/when-shown.ts";
import { type Formats, formatsFor, type Units } from "./formats.ts";
import type { first, later } from "./en/index.ts";

export type WordId = Extract<keyof typeof first | keyof typeof later, string>;
/** Words of the shell and of the places a start can open. */
export type FirstWords = Readonly<Record<keyof typeof first, string>>;
/** Words of places inside of `LaterWords`. */
export type LaterWords = Readonly<Record<keyof typeof later, string>>;
/** The language the browser asks for, English when we do not have it. */
export const spokenBy = (wanted: readonly string[]): Language =>
  wanted.map((tag) => LANGUAGES.find((language) => language === tag.slice(0, 2))).find((one) => one !== undefined) ??
  "en";

/** A language in use. */
export type Spoken = {
  readonly i18n: I18n;
  /** How this person writes dates and lengths; the same one for the same units. */
  readonly formats: (units: Units) => Formats;
  /** Fetches the words that no start needs; once, and again after a failure. */
  readonly later: () => Promise<void>;
};

/**
 * Loads a language. `region` is the reader's own tag when it fits (`en-GB`), so that 24 h or 12 h is as they are used to.
 * Only the language in use is fetched.
 */
export async function speak(language: Language, wanted: readonly string[]): Promise<Spoken> {
  const i18n = setupI18n();
  const { first, later } = PARTS[language];
  const { default: messages } = await first();
  const region = regionOf(language, wanted);
  i18n.loadAndActivate({ locale: region, messages });
  let coming: Promise<void> | undefined;
  async function load(): Promise<void> {
    try {
      i18n.load(region, (await fetched(later)).default);
    } catch (error) {
      coming = undefined;
      throw error;
    }
  }
  const formats = new Map<Units, Formats>();
  return {
    i18n,
    formats(units) {
      const known = formats.get(units) ?? formatsFor(region, units);
      formats.set(units, known);
      return known;
    },
    later: () => (coming ??= load()),
  };
}

const PARTS = {
  en: { first: () => import("virtual:words/en/first"), later: () => import("virtual:words/en/later") },
  de: { first: () => import("virtual:words/de/first"), later: () => import("virtual:words/de/later") },
} as const;

const FALLBACK: Readonly<Record<Language, string>> = { en: "en-GB", de: "de" };

/** The reader's own tag of that language. A browser under a bare POSIX locale names tags that `Intl` refuses; those are passed over. */
export function regionOf(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.startsWith(`${language}-`) && isLanguageTag(tag)) ?? FALLBACK[language];
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
