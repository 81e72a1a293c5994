import type { Language } from "@paceline/protocol";
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { SafetyWords } from "./words.ts";

/** What safety says in each language, complete by its type. A message is worded once, by whoever writes it, in the language that their client is set to. */
export const SAFETY_WORDS: Readonly<Record<Language, SafetyWords>> = { en, de };
