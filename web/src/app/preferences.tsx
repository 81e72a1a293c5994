import { LANGUAGES, type Language } from "@paceline/protocol";
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { spokenBy } from "../words/catalogue.ts";
import type { Units } from "../words/formats.ts";

/** How this device shows things. Kept in the browser's storage in clear: it says nothing about anybody. */
export type Preferences = {
  readonly theme: "system" | "light" | "dark";
  readonly contrast: "system" | "more";
  readonly language: Language;
  readonly units: Units;
};

/** Also read by `public/theme.js`, before the first paint. */
const KEY = "paceline.preferences";

export type PreferenceStore = StoreApi<Preferences>;

/** Where the choices are kept; a browser that refuses storage keeps them until the page closes. */
export type PreferenceKeeper = Pick<Storage, "getItem" | "setItem">;

function read(keeper: PreferenceKeeper): Partial<Preferences> {
  try {
    const value: unknown = JSON.parse(keeper.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function pick<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}

export function createPreferences(keeper: PreferenceKeeper, wanted: readonly string[]): PreferenceStore {
  const kept = read(keeper);
  const store = createStore<Preferences>(() => ({
    theme: pick(kept.theme, ["system", "light", "dark"], "system"),
    contrast: pick(kept.contrast, ["system", "more"], "system"),
    language: pick(kept.language, LANGUAGES, spokenBy(wanted)),
    units: pick(kept.units, ["metric", "imperial"], wanted[0] === "en-US" ? "imperial" : "metric"),
  }));
  store.subscribe((preferences) => {
    try {
      keeper.setItem(KEY, JSON.stringify(preferences));
    } catch {
      // A full or closed storage loses nothing but the choice at the next start.
    }
  });
  return store;
}

/** What the system asks for (Media Queries 5, "prefers-contrast"). */
export const MORE_CONTRAST = "(prefers-contrast: more)";

/** Puts the theme where the tokens look for it. */
export function applyTheme({ theme, contrast }: Preferences, root: HTMLElement): void {
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  if (contrast === "more" || matchMedia(MORE_CONTRAST).matches) root.dataset["contrast"] = "more";
  else delete root.dataset["contrast"];
}

const PreferenceContext = createContext<PreferenceStore | null>(null);
export const PreferenceProvider = PreferenceContext.Provider;

export function usePreferenceStore(): PreferenceStore {
  const store = useContext(PreferenceContext);
  if (store === null) throw new Error("no preferences around this view");
  return store;
}

export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(usePreferenceStore(), select);
}
