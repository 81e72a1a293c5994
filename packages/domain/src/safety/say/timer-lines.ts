import type { Language } from "@paceline/protocol";
import type { TimerMode } from "@paceline/protocol/events";
import { SAFETY_WORDS } from "../words/index.ts";
import { line } from "./lines.ts";
import type { Clock } from "./lines.ts";

export type TimerLine = {
  readonly line: "armed" | "extended" | "ended";
  readonly name: string;
  readonly language: Language;
  readonly mode: TimerMode;
  readonly dueMs: number;
  readonly graceMs: number;
  readonly clock: Clock;
};

/** The readable line of a timer at its start, when more time is taken, and at its end. */
export function timerLine({ line: what, name, language, mode, dueMs, graceMs, clock }: TimerLine): string {
  const who = line(name);
  const { timer } = SAFETY_WORDS[language];
  if (what === "ended") return timer.ended(who);
  const say = what === "extended" ? timer.extended : timer.armed[mode];
  return say(who, clock(dueMs), clock(dueMs + graceMs));
}

/** Reason of the invitation into a safety circle: what is asked of a contact, honestly, whichever client they use. */
export const circleInvitation = (name: string, language: Language): string =>
  SAFETY_WORDS[language].circle.invitation(line(name)).join("\n");

/** Name of a circle's room. It is not encrypted. */
export const circleName = (name: string, language: Language): string => SAFETY_WORDS[language].circle.room(line(name));
