import { createContext, use } from "react";
import type { Spoken } from "./catalogue.ts";

const SpokenContext = createContext<Spoken | null>(null);
export const SpokenProvider = SpokenContext.Provider;

/** The language in use. */
export function useSpoken(): Spoken {
  const spoken = use(SpokenContext);
  if (spoken === null) throw new Error("no language around this view");
  return spoken;
}
