import type { DeviceId, MxcUri, UserId } from "../ids.ts";
import type { Language } from "../language.ts";
import type { Failure } from "../result.ts";
import type { Person } from "./rows-timeline.ts";

export type Account = {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly displayName: string;
  readonly avatar?: MxcUri;
  /** Origin the engine talks to. */
  readonly baseUrl: string;
  readonly serverName: string;
  /** Base URL of the server's Paceline bridge; without one, clubs cannot be made here. */
  readonly bridgeUrl?: string;
  readonly bot?: UserId;
  /** In which messages of a circle and hazards are written for this person; English until a page has said another. */
  readonly language: Language;
};

/** The connection, from evidence: `online` means that the last sync answered. */
export type Link =
  | { readonly is: "online" }
  | { readonly is: "connecting"; readonly sinceMs: number }
  | { readonly is: "offline"; readonly sinceMs: number; readonly retryAtMs: number };

/**
 * - `unknown`: not asked yet
 * - `unset`: the account has no cross-signing; offer the first set-up
 * - `locked`: set up on another device; this one is to be verified (emoji or recovery key)
 * - `ready`: this device is cross-signed
 */
export type EncryptionState = {
  readonly is: "unknown" | "unset" | "locked" | "ready";
  readonly backup: "unknown" | "none" | "active";
  /** True once the person typed the shown recovery key back, or used it. */
  readonly recoveryKeyChecked: boolean;
  /** Keys read back so far, while a restore runs. */
  readonly restore?: { readonly done: number; readonly total: number };
};

export type SessionRow = {
  readonly id: "session";
  /** `ended`: the server refuses our token; what was written is kept and a sign-in as the same person resumes. */
  readonly phase: "starting" | "signed-out" | "signed-in" | "ended";
  readonly account?: Account;
  readonly link: Link;
  readonly firstSync: "running" | "done";
  readonly encryption: EncryptionState;
  /** Server time minus this device's time. Absent until measured. Shown from 60 s on. */
  readonly clockSkewMs?: number;
  readonly outbox: { readonly queued: number; readonly failed: number };
  /** Which key protects what is stored here. */
  readonly protection: "browser" | "keystore";
  /** Another tab owns the engine (only where SharedWorker is missing). */
  readonly elsewhere?: boolean;
  /** Contents of ours that broke their schema since the start; diagnostics shows them by type. */
  readonly badEvents: number;
  readonly features: { readonly delayedEvents: boolean; readonly roomVersion: "11" | "12" };
};

export type DeviceRow = {
  readonly id: DeviceId;
  readonly name: string;
  readonly current: boolean;
  readonly verified: boolean;
  readonly lastSeenMs?: number;
};

/**
 * One verification: with one of my own devices, or with another person (`person`), on whichever device they accept. By the seven emoji of the spec ("SAS method: emoji") or by a
 * QR code ("QR codes").
 */
export type VerificationRow = {
  readonly id: string;
  readonly incoming: boolean;
  readonly person?: Person;
  readonly deviceId?: DeviceId;
  readonly deviceName: string;
  readonly phase:
    | { readonly is: "requested" }
    | { readonly is: "waiting" }
    /** Both sides are ready. `code`: mine, to be drawn in byte mode where the other side can scan; it holds a secret of this one verification. `scan`: theirs can be scanned. */
    | { readonly is: "choose"; readonly code?: Uint8Array; readonly scan: boolean }
    /** The other side says that it scanned my code; whether it was them, the person before this screen knows. */
    | { readonly is: "scanned" }
    | {
        readonly is: "compare";
        readonly emoji: readonly { readonly symbol: string; readonly name: string }[];
      }
    | { readonly is: "confirmed" }
    | { readonly is: "done" }
    | { readonly is: "cancelled"; readonly byMe: boolean; readonly failure?: Failure };
};
