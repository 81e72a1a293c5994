import type { EncryptionState, Link, ListName, SessionRow } from "@paceline/protocol/port";
import type { Protection } from "./keys.ts";

/** What is known of the running session besides what is stored. */
export type Status = {
  readonly link: Link;
  readonly firstSync: "running" | "done";
  readonly encryption: EncryptionState;
  readonly clockSkewMs?: number;
  readonly badEvents: number;
};

/** `clockSkewMs`: as it was measured last. */
export const startingStatus = (now: number, clockSkewMs?: number): Status => ({
  ...(clockSkewMs === undefined ? {} : { clockSkewMs }),
  link: { is: "connecting", sinceMs: now },
  firstSync: "running",
  encryption: { is: "unknown", backup: "unknown", recoveryKeyChecked: false },
  badEvents: 0,
});

/** Lists whose rows go by the homeserver's time. */
const TIMED: ReadonlySet<ListName> = new Set(["alerts", "circle", "circlesOfOthers", "hazards", "shares", "timer"]);

/** Whether a list can be another after this change. */
export const concernsStatus = (list: ListName, change: Partial<Status>): boolean =>
  list === "session" ||
  (list === "rooms" && change.firstSync !== undefined) ||
  (change.clockSkewMs !== undefined && TIMED.has(list));

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
