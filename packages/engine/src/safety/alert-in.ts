import { decode } from "@paceline/protocol/events";
import type { AlertBlock, Decoded } from "@paceline/protocol/events";
import type { TimelineEvent } from "../projection/timeline-event.ts";

const known = new WeakMap<TimelineEvent, Decoded<AlertBlock>>();

/** The alert block of a message. An event never changes and reading one by its schema is dear, so each is read once, however often its circle is looked at. */
export function alertIn(event: TimelineEvent): Decoded<AlertBlock> {
  const before = known.get(event);
  if (before !== undefined) return before;
  const read = decode("alert", event.content);
  known.set(event, read);
  return read;
}
