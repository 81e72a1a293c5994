import type { Language } from "@paceline/protocol";
import { useEffect, useEffectEvent } from "react";
import { useEngine } from "../engine/engine.tsx";
import { usePreferences } from "./preferences.tsx";

/**
 * Tells the engine in which language others are written to: after a sign-in, and when this page is set to another. `known`: what the engine goes by. Not whenever the two
 * differ, because two tabs may be read in two languages.
 */
export function useTellLanguage(known: Language): void {
  const { port } = useEngine();
  const language = usePreferences((preferences) => preferences.language);
  const tell = useEffectEvent((wanted: Language) => {
    if (wanted !== known) void port.command("setLanguage", { language: wanted });
  });
  useEffect(() => tell(language), [language]);
}
