import type { UserId } from "@paceline/protocol";
import type { Circle } from "@paceline/protocol/events";
import type { LogicalAlert } from "./alerts.ts";

/** Where a contact stands in the order; who is in the circle's room and not in the order is alerted first. */
export const tierOf = (circle: Circle | undefined, user: UserId): number =>
  circle?.contacts.find((contact) => contact.user === user)?.tier ?? 1;

export type Reach = {
  /** The last tier alerted so far. */
  readonly tier: number;
  /** When the next one is, unless somebody answers before; absent when nobody is left or somebody answered. */
  readonly nextTierMs?: number;
};

/**
 * How far an alert has gone at `now`, by server time. Each tier that has somebody in it gets `escalate_s` alone; an acknowledgement or the all-clear stops that.
 * Test alerts go to everybody at once.
 */
export function reachOf(
  alert: LogicalAlert,
  circle: Circle | undefined,
  contacts: readonly UserId[],
  now: number,
): Reach {
  const tiers = [...new Set(contacts.map((user) => tierOf(circle, user)))].sort((a, b) => a - b);
  const last = tiers.at(-1) ?? 1;
  if (alert.status === "Test" || circle === undefined) return { tier: last };
  const term = circle.escalate_s * 1_000;
  const [answered] = alert.duress?.acks ?? alert.acks;
  const stopMs = Math.min(answered?.ts ?? Infinity, alert.ended?.ts ?? Infinity);
  const steps = Math.floor((Math.min(stopMs, now) - alert.sentMs) / term);
  const index = Math.min(Math.max(steps, 0), tiers.length - 1);
  const nextMs = alert.sentMs + (index + 1) * term;
  const goesOn = alert.eventId !== undefined && stopMs === Infinity && index < tiers.length - 1;
  return { tier: tiers[index] ?? last, ...(goesOn ? { nextTierMs: nextMs } : {}) };
}
