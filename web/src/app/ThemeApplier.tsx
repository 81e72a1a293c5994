import { useEffect } from "react";
import { applyTheme, MORE_CONTRAST, usePreferences } from "./preferences.tsx";

/** Keeps the theme of the document as it was chosen, and as the system asks for while nothing was. */
export function ThemeApplier() {
  const preferences = usePreferences((all) => all);
  useEffect(() => {
    const apply = () => applyTheme(preferences, document.documentElement);
    const system = matchMedia(MORE_CONTRAST);
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [preferences]);
  return null;
}
