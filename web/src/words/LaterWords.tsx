import { type ReactNode, use } from "react";
import { useSpoken } from "./spoken.tsx";

/** Waits for the words that no start needs. Every place whose words are among `later` of the catalogue stands inside of it. */
export function LaterWords({ children }: { readonly children: ReactNode }) {
  use(useSpoken().later());
  return children;
}
