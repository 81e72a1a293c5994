import { createContext, type ReactNode, use } from "react";

const LaterContext = createContext<() => Promise<void>>(() => Promise.resolve());
export const LaterWordsProvider = LaterContext.Provider;

/** Waits for the words that no start needs. Every place whose words are among `later` of the catalogue stands inside of it. */
export function LaterWords({ children }: { readonly children: ReactNode }) {
  use(use(LaterContext)());
  return children;
}
