import type { EventId, RoomId } from "@paceline/protocol";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** A card with everything that refers to it, as it lies on the disk. */
export type CardEvents = {
  readonly room: RoomId;
  readonly card: TimelineEvent;
  readonly related: ReadonlyMap<EventId, TimelineEvent>;
};
