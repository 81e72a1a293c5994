import { ok } from "@paceline/protocol";
import type { Result, RoomId } from "@paceline/protocol";
import type { SafetyTimer } from "@paceline/protocol/events";
import { timerLinePlan } from "../mapping/timer-line.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Ghost } from "../store/ghost-store.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { OwnTimer } from "../store/timer-store.ts";
import type { TimerFailure, Timers } from "./timers.ts";

/** `NOT_BACK`: earlier than before. */
export type GhostTimerFailure = TimerFailure | "NO_TIMER" | "NOT_BACK";
type Stored = Result<OwnTimer, GhostTimerFailure>;

/** When the athlete is due, and how long the room waits then; milliseconds. */
export type Due = { readonly dueMs: number; readonly graceMs: number };

/** Timers of athletes of a platform. Their room reads of each in a line from the athlete, as it would from a client. */
export interface GhostTimers {
  /** The same `id` arms one timer. */
  arm(ghost: Ghost, id: string, room: RoomId, due: Due): Stored;
  extend(ghost: Ghost, id: string, due: Due): Stored;
  /** One that has fired stays so: its alert is out, and ends by an all-clear. */
  end(ghost: Ghost, id: string): Stored;
  get(ghost: Ghost, id: string): OwnTimer | undefined;
}

type Parts = {
  readonly timers: Pick<Timers, "arm" | "end" | "get">;
  readonly outboxStore: Pick<OutboxStore, "add">;
  readonly outbox: Pick<Outbox, "wake">;
  readonly now: () => number;
};

const NO_TIMER: Stored = { ok: false, failure: { code: "NO_TIMER", retry: "never" } };

export const createGhostTimers = ({ timers, outboxStore, outbox, now }: Parts): GhostTimers => {
  /** After the timer is on the disk: a crash in between costs a line, which the repeated call makes up for, and never a timer. */
  const say = (ghost: Ghost, timer: OwnTimer, state: SafetyTimer["state"], graceMs: number): void => {
    outboxStore.add([timerLinePlan(ghost, timer, state, graceMs)], now());
    outbox.wake();
  };

  const order = (ghost: Ghost, id: string, circle: RoomId, { dueMs, graceMs }: Due, seq: number): Stored => {
    const stored = timers.arm(ghost.user, id, { circle, alertAt: dueMs + graceMs, seq, language: "en" });
    if (!stored.ok) return stored;
    if (stored.value === undefined) return NO_TIMER;
    if (stored.value.state === "armed" && stored.value.seq === seq)
      say(ghost, stored.value, seq === 0 ? "armed" : "extended", graceMs);
    return ok(stored.value);
  };

  return {
    arm: (ghost, id, room, due) => order(ghost, id, room, due, 0),

    extend: (ghost, id, due) => {
      const timer = timers.get(ghost.user, id);
      if (timer === undefined) return NO_TIMER;
      if (due.dueMs + due.graceMs < timer.alertAt) return { ok: false, failure: { code: "NOT_BACK", retry: "never" } };
      return order(ghost, id, timer.circle, due, timer.seq + 1);
    },

    end: (ghost, id) => {
      timers.end(ghost.user, id);
      const timer = timers.get(ghost.user, id);
      if (timer === undefined) return NO_TIMER;
      if (timer.state === "ended") say(ghost, timer, "ended", 0);
      return ok(timer);
    },

    get: ({ user }, id) => timers.get(user, id),
  };
};
