import { useSyncExternalStore } from "react";

function subscribe(query: string, listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => subscribe(query, listener),
    () => matchMedia(query).matches,
  );
}

/** Under 900 px columns become pages. The same number stands in the style sheets. */
export const useNarrow = (): boolean => useMedia("(max-width: 899px)");
