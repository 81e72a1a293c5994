import type { UserId } from "@paceline/protocol";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { trackersIn } from "../shares/trackers.ts";
import { tiersSaid } from "./tiers.ts";

/**
 * Words of the athlete that hold until another one follows, however old they are: who is alerted when, and the keys of phones that still feed a share. They are events like
 * any other, because they are encrypted, so they would expire with the rest. `events`: in the order of the room.
 */
export function standingWords(events: readonly TimelineEvent[], athlete: UserId): readonly TimelineEvent[] {
  const tiers = tiersSaid(events, athlete);
  const trackers = [...trackersIn(events, athlete).values()].filter(({ tracker }) => !tracker.revoked);
  return [...(tiers === undefined ? [] : [tiers.said]), ...trackers.map(({ said }) => said)];
}
