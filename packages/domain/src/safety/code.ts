import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

/** What a safety code asks for: `code` ends a timer or an alert, `duress` looks the same and alerts. */
export type CodeMeaning = "code" | "duress" | "neither";

/** Checks two new codes: 4 to 12 digits each, and different, or one would mean both. */
export function newCodes(
  code: string,
  duress: string,
): Result<{ code: string; duress: string }, "not-digits" | "equal"> {
  if (![code, duress].every((one) => /^\d{4,12}$/.test(one))) return failed("not-digits", "never");
  return code === duress ? failed("equal", "never") : ok({ code, duress });
}

/**
 * What an entered code means, from whether each stored hash matches it. Both hashes are always computed before this is asked, so that the time taken tells a
 * bystander nothing.
 */
export function meaningOf(matches: { readonly code: boolean; readonly duress: boolean }): CodeMeaning {
  if (matches.duress) return "duress";
  return matches.code ? "code" : "neither";
}
