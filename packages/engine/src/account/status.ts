import type { EncryptionState, Link, SessionRow } from "@paceline/protocol/port";
import type { Protection } from "./keys.ts";

/** What is known of the running session besides what is stored. */
export type Status = {
  readonly link: Link;
  readonly firstSync: "running" | "done";
  readonly encryption: EncryptionState;
  readonly clockSkewMs?: number;
  readonly badEvents: number;
};

export const startingStatus = (now: number): Status => ({
  link: { is: "connecting", sinceMs: now },
  firstSync: "running",
  encryption: { is: "unknown", backup: "unknown", recoveryKeyChecked: false },
  badEvents: 0,
});

/** The row of a worker that has no engine yet. */
export const startingRow = (now: number, elsewhere: boolean, protection: Protection = "browser"): SessionRow => ({
  ...startingStatus(now),
  id: "session",
  phase: "starting",
  outbox: { queued: 0, failed: 0 },
  protection,
  features: { delayedEvents: false, roomVersion: "11" },
  ...(elsewhere ? { elsewhere } : {}),
});
