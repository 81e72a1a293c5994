import type { Fix } from "@paceline/protocol/port";
import { decimal, geoUri } from "../alert/position.ts";
import type { SafetyWords } from "../words/words.ts";

/** One line of it: a name with a line break in it must not pass for a line of ours. */
export const line = (text: string): string => text.replace(/\s+/g, " ").trim();

/** How an instant is written for people: `17:50 (Europe/Berlin)`. The sender knows a zone; the bridge does not and says UTC. */
export type Clock = (ms: number) => string;
export const utcClock: Clock = (ms) => `${new Date(ms).toISOString().slice(11, 16)} UTC`;

/** The last position in words and as a link that the reader's own map opens. `sentMs`: when the message goes out. */
export function positionLines(words: SafetyWords, fix: Fix | undefined, sentMs: number): readonly string[] {
  const { last, none, battery } = words.position;
  if (fix === undefined) return [none];
  const { latitude, longitude, accuracy_m, battery_pct, ts } = fix;
  const place = `${decimal(latitude)}, ${decimal(longitude)}`;
  const accuracyM = accuracy_m === undefined ? undefined : Math.round(accuracy_m);
  return [
    last({ place, accuracyM, age: age(sentMs - ts) }),
    geoUri(fix),
    ...(battery_pct === undefined ? [] : [battery(Math.round(battery_pct))]),
  ];
}

function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
