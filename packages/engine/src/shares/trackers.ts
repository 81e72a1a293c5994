import { decode } from "@paceline/protocol/events";
import type { Tracker } from "@paceline/protocol/events";
import type { UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { TimelineEvent } from "../projection/timeline-event.ts";

export type KnownTracker = {
  readonly tracker: Tracker;
  readonly createdMs: number;
  /** Holds what counts now. */
  readonly said: TimelineEvent;
};

/** Trackers of a circle by id, the athlete's newest word for each; those that were taken back are among them. `events`: in the order of the room. */
export function trackersIn(
  events: readonly TimelineEvent[],
  athlete: UserId | undefined,
): ReadonlyMap<string, KnownTracker> {
  const known = new Map<string, KnownTracker>();
  for (const said of events) {
    const { type, sender, content, ts, redacted } = said;
    if (type !== EVENTS.tracker.type || sender !== athlete || redacted) continue;
    const read = decode("tracker", content);
    if (read.is !== "valid") continue;
    const { id } = read.value;
    known.set(id, { tracker: read.value, createdMs: known.get(id)?.createdMs ?? ts, said });
  }
  return known;
}
