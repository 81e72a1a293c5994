import type { Fix } from "@paceline/protocol/port";
import { decimal, geoUri } from "../alert/position.ts";

/** One line of it: a name with a line break in it must not pass for a line of ours. */
export const line = (text: string): string => text.replace(/\s+/g, " ").trim();

/** How an instant is written for people: `17:50 (Europe/Berlin)`. The sender knows a zone; the bridge does not and says UTC. */
export type Clock = (ms: number) => string;
export const utcClock: Clock = (ms) => `${new Date(ms).toISOString().slice(11, 16)} UTC`;

export const SUPPLEMENTAL = "Paceline does not call emergency services.";
export const HOW_TO_ACKNOWLEDGE =
  "To acknowledge: reply OK, or react with ✅. As long as nobody does, the next contacts are alerted.";
export const CALL = "If nobody answers, call the emergency number (112 in Europe) and tell them the position.";

/** The last position in words and as a link that the reader's own map opens. `sentMs`: when the message goes out. */
export function positionLines(fix: Fix | undefined, sentMs: number): readonly string[] {
  if (fix === undefined) return ["No position is known."];
  const { latitude, longitude, accuracy_m, battery_pct, ts } = fix;
  const exact = accuracy_m === undefined ? "accuracy unknown" : `±${Math.round(accuracy_m)} m`;
  return [
    `Last position: ${decimal(latitude)}, ${decimal(longitude)} (${exact}), measured ${age(sentMs - ts)} before this message.`,
    geoUri(fix),
    ...(battery_pct === undefined ? [] : [`Battery then: ${Math.round(battery_pct)} %.`]),
  ];
}

function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
