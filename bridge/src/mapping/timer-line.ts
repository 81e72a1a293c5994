import { timerLine } from "@paceline/domain/safety";
import { NS } from "@paceline/protocol";
import type { SafetyTimer } from "@paceline/protocol/events";
import type { Ghost } from "../store/ghost-store.ts";
import type { OwnTimer } from "../store/timer-store.ts";
import { plannedOnce } from "./intent.ts";
import type { Planned } from "./intent.ts";

/** The bridge does not know its readers' zones. */
const utcClock = (ms: number): string => `${new Date(ms).toISOString().slice(11, 16)} UTC`;

/**
 * What a ghost says of its timer at the start, when more time is taken and at the end: a readable line, with the timer for clients of ours. Once for each. It is the athlete's word,
 * so an encrypted room does not get it.
 */
export const timerLinePlan = (
  { user, name }: Ghost,
  { id, circle, alertAt, seq, language }: OwnTimer,
  state: SafetyTimer["state"],
  /** Of the time until the alert. */
  graceMs: number,
): Planned => {
  const dueMs = alertAt - graceMs;
  const body = timerLine({ line: state, name, language, mode: "eta", dueMs, graceMs, clock: utcClock });
  const due = new Date(dueMs).toISOString();
  const block: SafetyTimer = { v: 1, id, state, mode: "eta", due, grace_s: Math.round(graceMs / 1_000) };
  const content = { msgtype: "m.text", body, [`${NS}.safety_timer`]: block };
  const cause = `timer ${user} ${id} ${state} ${seq}`;
  return plannedOnce(cause, { do: "send", room: circle, type: "m.room.message", content, as: user });
};
