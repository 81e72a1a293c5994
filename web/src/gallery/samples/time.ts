/** The gallery's moment: Saturday 21 November 2026, 09:41 in Berlin, where everybody in it lives. */
export const NOW = Date.parse("2026-11-21T08:41:00Z");
export const ZONE = "Europe/Berlin";
export const DAY = 86_400_000;
/** Wall time of a day in Berlin (winter), as Unix milliseconds. */
export const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+01:00`);
