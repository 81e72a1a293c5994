import { isEventId } from "@paceline/protocol";
import type { Content } from "../matrix/client-port.ts";
import { record, text } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** What an event relates to (spec, "Forming relationships between events"); replies and nonsense are none. */
export function relationOf(content: Content): TimelineEvent["relation"] {
  const { rel_type: type, event_id: target, key } = record(content["m.relates_to"]);
  if (typeof type !== "string" || !isEventId(target)) return undefined;
  const reaction = text(key);
  return { type, target, ...(reaction === undefined ? {} : { key: reaction }) };
}

/** The event a message answers (spec, "Rich replies"). */
export function replyOf(content: Content) {
  const id = record(record(content["m.relates_to"])["m.in_reply_to"])["event_id"];
  return isEventId(id) ? id : undefined;
}

/** Ids of people a message mentions (spec, "User and room mentions"). */
export function mentions(content: Content, user: string): boolean {
  const { user_ids: ids, room } = record(content["m.mentions"]);
  return room === true || (Array.isArray(ids) && ids.includes(user));
}
