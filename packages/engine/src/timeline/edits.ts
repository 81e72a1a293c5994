import type { TimelineEvent } from "../projection/timeline-event.ts";

/**
 * The edit that counts (spec, "Event replacements"): by the sender of the message itself, never a state event or an edit of an edit, the newest by
 * `(origin_server_ts, event_id)`; in an encrypted room an edit that came in clear does not count.
 */
export function editOf(event: TimelineEvent, related: readonly TimelineEvent[]): TimelineEvent | undefined {
  let best: TimelineEvent | undefined;
  for (const one of related) {
    const fits = one.relation?.type === "m.replace" && one.sender === event.sender && one.type === event.type;
    if (!fits || one.redacted || one.unread !== undefined || (event.encrypted && !one.encrypted)) continue;
    if (best === undefined || one.ts > best.ts || (one.ts === best.ts && one.id > best.id)) best = one;
  }
  return best;
}
