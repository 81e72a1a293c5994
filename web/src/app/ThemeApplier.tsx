import { useEffect } from "react";
import { applyTheme, usePreferences } from "./preferences.tsx";

/** Keeps the theme of the document as it was chosen. */
export function ThemeApplier() {
  const preferences = usePreferences((all) => all);
  useEffect(() => applyTheme(preferences, document.documentElement), [preferences]);
  return null;
}
