import { AppPath } from "@paceline/protocol/desktop";

/**
 * Turns a link the system handed over into a path of the app:
 * - `paceline:/club/…` or `paceline://club/…` → that path
 * - `matrix:r/…`, `matrix:roomid/…` (spec, appendix "matrix: URI scheme") → `/clubs?link=…`, which looks at the room that it names
 * - `matrix:u/…` → `/chats/new`, where people are found
 * Anything else, or a path with an unclean form, is `undefined`: a link from outside never becomes an address.
 */
export function pathOfLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol === "matrix:")
    return clean(/^u(ser)?\//.test(url.pathname) ? "/chats/new" : `/clubs?link=${encodeURIComponent(link)}`);
  if (url.protocol !== "paceline:") return undefined;
  const path = url.host === "" ? url.pathname : `/${url.host}${url.pathname}`;
  return clean(path.startsWith("/") ? `${path}${url.search}` : `/${path}${url.search}`);
}

/** The deep link among the words the program was started with, if any. */
export function linkInArguments(words: readonly string[]): string | undefined {
  return words.find((word) => /^(paceline|matrix):/i.test(word));
}

function clean(path: string): string | undefined {
  const checked = AppPath.safeParse(path);
  return checked.success ? checked.data : undefined;
}
