import type { TimerMode } from "../events/safety-timer.ts";
import type { EventId, RoomId, UserId } from "../ids.ts";
import type { Fix } from "./rows-shares.ts";
import type { Person } from "./rows-timeline.ts";

/** A person's identity was compared with me, by emoji or QR, on any of my devices; `changed`: it was, and is another now. */
export type Trust = "no" | "yes" | "changed";

/** One person of my safety circle, in the order in which they are alerted. */
export type ContactRow = {
  readonly id: UserId;
  readonly person: Person;
  readonly tier: number;
  /** `invited`: not accepted yet; `left`: gone or declined; joining is the consent. */
  readonly state: "invited" | "ready" | "left";
  readonly sinceMs: number;
  readonly verified: Trust;
  /** Last test alert to them and their answer. */
  readonly test?: { readonly sentMs: number; readonly answeredMs?: number };
  /** The last answer is older than the circle's term, so it should be asked for again. */
  readonly confirmDue: boolean;
  /** One of their devices is a client of ours, so the bell rings through a mute. Unknown until something of ours came from them. */
  readonly client: "paceline" | "other" | "unknown";
};

/** Somebody else's circle that I belong to. */
export type CircleOfOthersRow = {
  readonly id: RoomId;
  readonly athlete: Person;
  readonly verified: Trust;
  readonly tier: number;
  readonly sinceMs: number;
  /** A test alert that I have not answered. */
  readonly testOpen?: string;
  /** The athlete's running timer, as its last line said, where the athlete lets contacts see it. `dueMs` holds for `eta` alone: signs of life move the others unsaid. */
  readonly timer?: { readonly dueMs: number; readonly mode: TimerMode };
};

/** How many contacts agreed to be reached by the bridge itself, also while the homeserver is down. One person may count in both. */
export type TimerReach = { readonly push: number; readonly mail: number };

/** One of the two places that hold a timer, each by its own evidence. `reach`: of the bridge alone. */
export type TimerHold =
  | { readonly is: "asking" }
  | { readonly is: "held"; readonly confirmedMs: number; readonly untilMs: number; readonly reach?: TimerReach }
  | {
      readonly is: "not";
      readonly why:
        | "offline"
        | "unsupported"
        | "too-long"
        | "too-many"
        | "refused"
        | "no-bridge"
        | "no-bot"
        | "no-contact"
        | "fired";
    };

/** My safety timer. Times by the homeserver's clock. */
export type TimerRow = {
  readonly id: string;
  readonly mode: TimerMode;
  readonly state: "arming" | "armed" | "prompted" | "overdue" | "ended";
  readonly armedMs: number;
  readonly dueMs: number;
  readonly graceMs: number;
  /** For `interval`: how far each sign of life moves `dueMs`. */
  readonly intervalMs?: number;
  /** The circle is not told that it runs. */
  readonly hidden?: true;
  readonly homeserver: TimerHold;
  readonly bridge: TimerHold;
  /** `full` only with both confirmed; `untilMs` is what was confirmed, never what was wished. */
  readonly protection: { readonly is: "full" | "half"; readonly untilMs: number } | { readonly is: "none" };
  /** The position that the held alert carries. */
  readonly fix?: Fix;
  readonly lastHeartbeatMs?: number;
};

export type Acknowledgement = { readonly person: Person; readonly tsMs: number };

/** An SOS, an overdue timer, a test or a drill: mine or of somebody whose circle I am in. One row for one identifier, however often it came. */
export type AlertRow = {
  readonly id: string;
  readonly roomId: RoomId;
  readonly eventId?: EventId;
  readonly athlete: Person;
  readonly mine: boolean;
  readonly cause: "sos" | "overdue" | "test";
  readonly status: "Actual" | "Exercise" | "Test";
  readonly sentMs: number;
  /** Each from evidence: stored here, PUT under way, event id, a contact's receipt, an answer, all-clear. */
  readonly state: "queued" | "sending" | "sent" | "delivered" | "acknowledged" | "resolved" | "cancelled" | "failed";
  readonly headline: string;
  readonly description?: string;
  readonly instruction?: string;
  readonly fix?: Fix;
  readonly deliveredTo: readonly Person[];
  readonly acks: readonly Acknowledgement[];
  /** When the next tier is alerted, while nobody answers. */
  readonly nextTierMs?: number;
  /** The last tier alerted so far. */
  readonly tier: number;
  /** This client should show it over everything and sound, now: the alert, or that all is well again. */
  readonly ring: "alert" | "all-clear" | "no";
  readonly mineAck: boolean;
  /** How far my answer is, or to an alert of mine the all-clear, while the server does not have it. */
  readonly underWay?: "queued" | "sending" | "failed";
};

/** How my bridge reaches me without the homeserver. */
export type WaysOut = {
  /** Of the bridge (VAPID, RFC 8292), base64url; absent where it sends no push. */
  readonly vapidPublicKey?: string;
  /** The bridge sends mail. */
  readonly mail: boolean;
  readonly agreed: {
    /** Devices. */
    readonly push: number;
    /** An address that its owner confirmed. */
    readonly mail?: string;
    /** One that was sent a link; until somebody follows it, alerts go to `mail` alone, if there is one. */
    readonly mailWaiting?: { readonly address: string; readonly expiresMs: number };
  };
};

/** Ice, a closed road, a storm: shown on the club's map until it expires. */
export type HazardRow = {
  /** Of the report. */
  readonly id: EventId;
  readonly roomId: RoomId;
  readonly clubId?: RoomId;
  readonly reporter: Person;
  readonly kind: HazardKind;
  readonly headline: string;
  readonly description?: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly radius_m: number;
  readonly sentMs: number;
  readonly expiresMs: number;
  readonly mine: boolean;
  /** I reported it, or moderate the room. */
  readonly mayClear: boolean;
};
export const HAZARD_KINDS = [
  "ice",
  "storm",
  "flood",
  "closed-road",
  "roadworks",
  "surface",
  "animal",
  "other",
] as const;
export type HazardKind = (typeof HAZARD_KINDS)[number];

/** What happened with my shares, timers and alerts, newest first. Kept on this account's devices only. */
export type SafetyLogRow = {
  readonly id: string;
  readonly tsMs: number;
  readonly what:
    | {
        readonly kind:
          | "share-started"
          | "share-ended"
          | "timer-armed"
          | "timer-extended"
          | "timer-ended"
          | "timer-overdue"
          | "sos-sent"
          | "sos-cancelled"
          | "drill-sent"
          | "test-sent";
        readonly room?: string;
      }
    | { readonly kind: "acknowledged" | "contact-joined" | "contact-left"; readonly person: string };
};
