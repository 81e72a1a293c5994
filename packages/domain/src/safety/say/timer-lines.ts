import type { TimerMode } from "@paceline/protocol/events";
import { line } from "./lines.ts";
import type { Clock } from "./lines.ts";

export type TimerLine = {
  readonly line: "armed" | "extended" | "ended";
  readonly name: string;
  readonly mode: TimerMode;
  readonly dueMs: number;
  readonly graceMs: number;
  readonly clock: Clock;
};

/** The readable line of a timer at its start, when more time is taken, and at its end. */
export function timerLine({ line: what, name, mode, dueMs, graceMs, clock }: TimerLine): string {
  const who = line(name);
  if (what === "ended") return `${who} has ended the safety timer: all is well.`;
  const alert = `Without a sign of life an alert follows here at ${clock(dueMs + graceMs)}.`;
  if (what === "extended") return `${who} takes more time, until ${clock(dueMs)}. ${alert}`;
  if (mode === "eta") return `${who} has set a safety timer: back by ${clock(dueMs)}. ${alert}`;
  return mode === "interval"
    ? `${who} has set a safety timer with regular signs of life. ${alert} Each sign of life moves that time on.`
    : `${who} has set a safety timer that runs until they stop it. ${alert} As long as their device is heard from, that time moves on.`;
}

/** Reason of the invitation into a safety circle: what is asked of a contact, honestly, whichever client they use. */
export const circleInvitation = (name: string): string =>
  [
    `${line(name)} asks you to be a contact in their safety circle. If you join, you get an alert here when they call for help or do not come back in time, with their last position.`,
    "In Paceline it rings even if you muted the room. In another Matrix client it is an ordinary mention: it makes no sound if you muted the room or your phone.",
    "Reply OK or react with ✅ to acknowledge. You may leave at any time.",
    "Paceline does not call emergency services: that would be for you to do.",
  ].join("\n");
