import type { MeetupBlock } from "@paceline/protocol/events";
import type { MeetupWords } from "./words.ts";

type Time = MeetupBlock["start"];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** `Sunday 22 November 2026, 09:00–12:00 (Europe/Berlin, UTC+1)`: the wall time that was meant, with its zone. */
export function timeText(start: Time, end: Time | undefined, words: MeetupWords): string {
  const begin = wallMs(start.local);
  const zone = [start.timeZone, offsetText(offsetMs(start))].filter((part) => part !== "").join(", ");
  return `${dateText(begin, words)}, ${clockText(begin)}${endText(begin, end, words)} (${zone})`;
}

/** An instant that has no zone of its own, told by the clock of the place at the start. */
export function instantText(utc: string, start: Time, words: MeetupWords): string {
  const offset = offsetMs(start) ?? 0;
  const wall = Date.parse(utc) + offset;
  return `${dateText(wall, words)}, ${clockText(wall)} (${offsetText(offset)})`;
}

/** Wall times are counted as if they were UTC: no zone is needed to read a calendar. */
const wallMs = (local: string): number => Date.parse(`${local}Z`);

function dateText(wall: number, words: MeetupWords): string {
  const [year, month, day] = new Date(wall).toISOString().split("T")[0]?.split("-").map(Number) ?? [];
  const weekday = words.weekdays[(((Math.floor(wall / DAY) + 3) % 7) + 7) % 7] ?? "";
  return words.date(weekday, day ?? 0, words.months[(month ?? 1) - 1] ?? "", year ?? 0);
}

const clockText = (wall: number): string => new Date(wall).toISOString().slice(11, 16);

function endText(begin: number, end: Time | undefined, words: MeetupWords): string {
  if (end === undefined) return "";
  const wall = wallMs(end.local);
  const sameDay = Math.floor(wall / DAY) === Math.floor(begin / DAY);
  return sameDay ? `–${clockText(wall)}` : ` – ${dateText(wall, words)}, ${clockText(wall)}`;
}

/** Offset that the two writings of a moment agree on; `undefined` where they contradict each other (offsets run from −12 to +14 h). */
function offsetMs({ local, utc }: Time): number | undefined {
  const offset = wallMs(local) - Date.parse(utc);
  return offset % (15 * MINUTE) === 0 && Math.abs(offset) <= 14 * 60 * MINUTE ? offset : undefined;
}

function offsetText(offset: number | undefined): string {
  if (offset === undefined) return "";
  const minutes = Math.abs(offset) / MINUTE;
  const rest = minutes % 60;
  const hours = `${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}`;
  return offset === 0 ? "UTC" : `UTC${hours}${rest === 0 ? "" : `:${rest}`}`;
}
