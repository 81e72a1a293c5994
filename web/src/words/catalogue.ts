import { type I18n, setupI18n } from "@lingui/core";
import type { en } from "./en/index.ts";

export type WordId = Extract<keyof typeof en, string>;
export type Catalogue = Readonly<Record<WordId, string>>;
export type Language = "en" | "de";

export const LANGUAGES: readonly Language[] = ["en", "de"];

/** The language the browser asks for, English when we do not have it. */
export const spokenBy = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag === "en" || tag === "de") ?? "en";

/**
 * Loads a language. `region` is the reader's own tag when it fits (`en-GB`), so that 24 h or 12 h is as they are used to.
 * Only the language in use is fetched.
 */
export async function speak(language: Language, wanted: readonly string[]): Promise<I18n> {
  const i18n = setupI18n();
  const { default: messages } = language === "de" ? await import("virtual:words/de") : await import("virtual:words/en");
  const region = regionOf(language, wanted);
  i18n.loadAndActivate({ locale: region, messages });
  return i18n;
}

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
