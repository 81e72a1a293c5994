import type { LogicalAlert } from "@paceline/domain/safety";
import type { EventId } from "@paceline/protocol";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { alertIn } from "./alert-in.ts";
import { logicalIn } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";
import { standingWords } from "./standing.ts";

/**
 * What a circle keeps of that which was said before `beforeMs` (by the homeserver's clock): words that still stand, and whole alerts. An alert is forgotten at once or not at all: while it is open,
 * and as long as anything of it is newer, all of it stays; else it would be open again without its all-clear, or unanswered without its answers.
 */
export function sparedIn(seen: CircleSeen, beforeMs: number): ReadonlySet<EventId> {
  const alerts = logicalIn(seen).flatMap((alert) => {
    const events = eventsOf(alert, seen.events);
    return isOpen(alert) || events.some(({ ts }) => ts >= beforeMs) ? events : [];
  });
  return new Set([...standingWords(seen.events, seen.athlete), ...alerts].map(({ id }) => id));
}

/** A test is answered and never ended; it rings nobody. */
const isOpen = ({ ended, status }: LogicalAlert): boolean => ended === undefined && status !== "Test";

/** The alert, what changes, ends or answers it, by our clients or in words. */
function eventsOf(
  { identifier, acks, duress }: LogicalAlert,
  events: readonly TimelineEvent[],
): readonly TimelineEvent[] {
  const answers = new Set([...acks, ...(duress?.acks ?? [])].map(({ eventId }) => eventId));
  return events.filter((event) => {
    if (answers.has(event.id)) return true;
    const block = alertIn(event);
    if (block.is !== "valid") return false;
    return block.value.identifier === identifier || block.value.references.some((one) => one.identifier === identifier);
  });
}
