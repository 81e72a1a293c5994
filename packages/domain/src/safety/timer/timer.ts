import type { TimerMode } from "@paceline/protocol/events";
import type { Fix, TimerHold, TimerReach } from "@paceline/protocol/port";

/** Why one of the two places does not hold a timer. */
export type HoldRefusal = Extract<TimerHold, { is: "not" }>["why"];
export type TimerPhase = "arming" | "armed" | "prompted" | "overdue" | "ended";

/** Alert or bell for contacts who are alerted later: when, and under which delay ids. */
export type HeldTier = { readonly dueMs: number; readonly ids: readonly string[] };

/** A sealed alert (and its bell) that the homeserver holds: it said so. */
export type Scheduled = {
  /** Number of the order that led to it; also part of the request's transaction id. */
  readonly seq: number;
  /** Delay ids of the alert and what goes with it (MSC4140). Secrets: who knows one may cancel it. */
  readonly delayIds: readonly string[];
  /** Those of them that go out after `firesMs`, tier after tier. */
  readonly later?: readonly HeldTier[];
  readonly firesMs: number;
  readonly confirmedMs: number;
  /** Position inside the sealed alert. */
  readonly fix?: Fix;
};

/** Something that was asked. Without `retryMs` the answer is awaited; with it the answer was lost and the same is asked again then. */
export type Asked = { readonly seq: number; readonly forMs: number; readonly retryMs?: number };

/** What the homeserver holds. At most one schedule is asked at a time, and a held one is let go only after its successor was confirmed. */
export type HomeserverSide = {
  readonly held?: Scheduled;
  readonly asked?: Asked;
  /** Confirmed and to be taken back; gone from here once the server said so. */
  readonly cancelling: readonly (Scheduled & { readonly retryMs?: number })[];
  /** Schedules of which no answer came: the server may hold them under ids that nobody knows here. */
  readonly unknown: readonly { readonly seq: number; readonly firesMs: number }[];
  /** The server is asked to drop what nobody knows; `retryMs` as in `Asked`. */
  readonly sweeping?: { readonly retryMs?: number };
  readonly refusal?: HoldRefusal;
};

/** What the bridge holds: one row, which each order replaces. */
export type BridgeSide = {
  /** `forMs`: what it was asked for; it may keep less exact a time. */
  readonly held?: {
    readonly untilMs: number;
    readonly confirmedMs: number;
    readonly forMs: number;
    readonly reach?: TimerReach;
  };
  readonly asked?: Asked;
  /** It may have a row: something was asked and not plainly refused. */
  readonly touched: boolean;
  /** It is asked to end the timer. */
  readonly ending?: { readonly retryMs?: number };
  readonly refusal?: HoldRefusal;
};

/**
 * My safety timer, whole: plain data, written to disk after each step and before its effects are carried out. All times in ms since 1970 by the homeserver's
 * clock. Changed by `step` alone.
 */
export type Timer = {
  /** Also the identifier of the alert it leads to. */
  readonly id: string;
  readonly mode: TimerMode;
  readonly phase: TimerPhase;
  readonly armedMs: number;
  /** The athlete's wish. What holds is with the two sides. */
  readonly dueMs: number;
  readonly graceMs: number;
  /** How far a sign of life moves `dueMs`; 0 in `eta`. */
  readonly intervalMs: number;
  /** The homeserver's limit on delays, where it is known. */
  readonly maxDelayMs?: number;
  readonly online: boolean;
  readonly seq: number;
  /** When both sides are renewed next. */
  readonly beatMs: number;
  /** When one of the two sides confirmed last. */
  readonly lastBeatMs?: number;
  readonly homeserver: HomeserverSide;
  readonly bridge: BridgeSide;
  /** Since when the athlete has been asked. */
  readonly promptedMs?: number;
  /** The circle is not to be told that a timer runs. */
  readonly hidden?: true;
  /** The circle was told that a timer runs. */
  readonly told: boolean;
  /** An alert that this client itself has to send, until it was sent. */
  readonly raised?: { readonly why: "overdue" | "duress"; readonly sent: boolean };
  readonly ended?: { readonly atMs: number; readonly duress: boolean };
  /** An alert of this timer, with its position, was read in the circle. */
  readonly seen: boolean;
  /** The circle was told that all is well. */
  readonly allClear: boolean;
};

export type TimerWish = {
  readonly id: string;
  readonly mode: TimerMode;
  readonly dueMs: number;
  readonly graceMs: number;
  /** Needed for `interval`; `until-stopped` takes the time up to `dueMs` where it is absent. */
  readonly intervalMs?: number | undefined;
  readonly maxDelayMs?: number | undefined;
  readonly hidden?: boolean | undefined;
  readonly online: boolean;
};

/** What happened. Answers carry the `seq` of the effect they answer. */
export type TimerEvent =
  | {
      readonly is: "scheduled";
      readonly seq: number;
      readonly delayIds: readonly string[];
      readonly later?: readonly HeldTier[];
      readonly firesMs: number;
      readonly fix?: Fix;
    }
  | { readonly is: "schedule-refused"; readonly seq: number; readonly why: HoldRefusal; readonly maxDelayMs?: number }
  /** No answer came: whether the server took it is unknown. */
  | { readonly is: "schedule-lost"; readonly seq: number }
  | { readonly is: "cancelled"; readonly seq: number }
  /** 404: it was cancelled before, or it has fired; the two look the same. */
  | { readonly is: "cancel-gone"; readonly seq: number }
  | { readonly is: "cancel-lost"; readonly seq: number }
  | { readonly is: "swept" }
  | { readonly is: "sweep-lost" }
  /** `state` and `untilMs` as the bridge stored them, `atMs` when. */
  | {
      readonly is: "bridge-stored";
      readonly seq: number;
      readonly untilMs: number;
      readonly atMs: number;
      readonly state: "armed" | "fired" | "ended";
      readonly reach?: TimerReach;
    }
  | { readonly is: "bridge-refused"; readonly seq: number; readonly why: HoldRefusal }
  | { readonly is: "bridge-lost"; readonly seq: number }
  | { readonly is: "bridge-ended" }
  | { readonly is: "bridge-end-lost" }
  /** Renew now: a device or a contact joined, or the position is a new one. */
  | { readonly is: "heartbeat" }
  | { readonly is: "extended"; readonly dueMs: number }
  | { readonly is: "sign-of-life" }
  | { readonly is: "ended"; readonly duress: boolean }
  /** The server has the alert that `raise` or `raiseSilently` asked for: it gave an event id. */
  | { readonly is: "alert-sent" }
  /** Read in the circle: the alert of this timer, or the bot's line, which knows no position. */
  | { readonly is: "fired"; readonly by: "alert" | "bridge" }
  /** Time passed; due at `wakeMs`. */
  | { readonly is: "tick" }
  /** Read back from disk: what was under way is unknown. */
  | { readonly is: "restarted"; readonly online: boolean }
  | { readonly is: "online" }
  | { readonly is: "offline" };

/**
 * What is to be done. `tellCircle`, `raise` and `raiseSilently` go into the outbox in the same transaction as the timer, under a transaction id made of the timer's
 * id and the words of the effect; the others are requests whose answer comes back as an event.
 */
export type TimerEffect =
  /** Seal the alert freshly (position, devices of now) and have the server hold it until `firesMs`, with a bell. */
  | { readonly do: "schedule"; readonly seq: number; readonly firesMs: number }
  | { readonly do: "cancel"; readonly seq: number; readonly delayIds: readonly string[] }
  /**
   * Cancel every delayed alert and bell of this device in the circle, except these and those of its other timers. Requests to the homeserver about timers go one
   * after the other, so that nothing is scheduled meanwhile.
   */
  | { readonly do: "sweep"; readonly keep: readonly string[] }
  | { readonly do: "tellBridge"; readonly seq: number; readonly alertAtMs: number }
  | { readonly do: "endBridge" }
  /** Ask the athlete: without an answer the circle is alerted at `alertMs`. */
  | { readonly do: "prompt"; readonly alertMs: number }
  | { readonly do: "tellCircle"; readonly line: "armed" | "extended" | "ended" | "all-clear"; readonly dueMs: number }
  /** Nothing at the homeserver will send the alert: this client does. */
  | { readonly do: "raise" }
  /** The athlete was forced: alert without a trace on their own devices. */
  | { readonly do: "raiseSilently" };

export type Step = { readonly timer: Timer; readonly effects: readonly TimerEffect[] };
