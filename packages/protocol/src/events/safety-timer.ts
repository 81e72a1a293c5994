import { z } from "zod";
import { NS } from "../namespace.ts";
import { AlertId } from "./alert.ts";
import { defineEvent, UtcInstant, Whole } from "./spec.ts";

export const TIMER_MODES = ["eta", "interval", "until-stopped"] as const;
export type TimerMode = (typeof TIMER_MODES)[number];

/**
 * What the circle knows of a running timer, in a readable line at its start, at each change and at its end. `eta`: home by `due`;
 * `interval`: a sign of life is asked for again and again; `until-stopped`: the client's own heartbeat is the sign of life.
 */
export const SafetyTimer = z.looseObject({
  v: z.literal(1),
  /** Also the identifier of the alert it leads to. */
  id: AlertId,
  state: z.enum(["armed", "extended", "ended"]),
  mode: z.enum(TIMER_MODES),
  /** When the athlete is asked; the alert follows `grace_s` later. */
  due: UtcInstant,
  grace_s: Whole.min(0).max(24 * 60 * 60),
  /** `ended`, and the athlete was forced to: it is written for whoever looks at their devices, and to contacts it says nothing. */
  duress: z.literal(true).optional(),
});
export type SafetyTimer = z.infer<typeof SafetyTimer>;

export const safetyTimerEvent = defineEvent({
  type: `${NS}.safety_timer`,
  carrier: "block",
  maySend: ["member"],
  schema: SafetyTimer,
  sample: { v: 1, id: "timer-6f9a2c", state: "armed", mode: "eta", due: "2026-11-22T16:30:00Z", grace_s: 1_200 },
});
