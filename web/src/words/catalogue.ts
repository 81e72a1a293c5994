import { type I18n, setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { en } from "./en/index.ts";

export type WordId = Extract<keyof typeof en, string>;
export type Catalogue = Readonly<Record<WordId, string>>;
export type Language = "en" | "de";

export const LANGUAGES: readonly Language[] = ["en", "de"];

/** The language the browser asks for, English when we do not have it. */
export const spokenBy = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag === "en" || tag === "de") ?? "en";

/**
 * Loads a language. `region` is the reader's own tag when it fits (`en-GB`), so that 24 h or 12 h is as they are used to.
 * Only the language in use is fetched, besides English.
 */
export async function speak(language: Language, wanted: readonly string[]): Promise<I18n> {
  const i18n = setupI18n();
  i18n.setMessagesCompiler(compileMessage);
  const words: Catalogue = language === "de" ? (await import("./de/index.ts")).de : en;
  const region = wanted.find((tag) => tag.startsWith(`${language}-`)) ?? (language === "en" ? "en-GB" : language);
  i18n.loadAndActivate({ locale: region, messages: words });
  return i18n;
}
