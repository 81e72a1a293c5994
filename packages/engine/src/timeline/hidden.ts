import { isPlainAck } from "@paceline/domain/safety";
import type { UserId } from "@paceline/protocol";
import { replyOf } from "../ingest/relation.ts";
import { alertIn, isAcknowledging, isHiddenFrom, isPretence } from "../ingest/visible.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent, TimelineItem } from "../projection/timeline-event.ts";
import { isCircleOf } from "../safety/circles.ts";
import { isReaction } from "./reactions.ts";

/** As long as an alert rings: a yes after that is one to something else. */
const ASKED_MS = 24 * 60 * 60 * 1_000;

/**
 * What of a room is not shown to me, by id: that all is well, where somebody was forced to say so; what I was forced to say; what others answered to it, as a reply, an acknowledgement, a ✅ or a plain "OK", until I raise
 * another alert or give the all-clear; and in my circle, what another device of mine wrote and this one cannot read, because it may be that. `items`: in the order of the room,
 * from before the forced end.
 */
export function hiddenFrom(me: UserId, items: readonly TimelineItem[], state: RoomState): ReadonlySet<string> {
  const hidden = new Set<string>();
  const circle = isCircleOf(state, me);
  let forcedMs = -Infinity;
  for (const item of items) {
    if (item.is !== "event") continue;
    if (isPretence(item, me, state)) {
      hidden.add(item.id);
      continue;
    }
    if (isHiddenFrom(item, me)) {
      hidden.add(item.id);
      forcedMs = item.ts;
      continue;
    }
    if (item.sender === me && endsIt(item)) forcedMs = -Infinity;
    const about = replyOf(item.content) ?? item.relation?.target;
    const answers = item.sender !== me && item.ts < forcedMs + ASKED_MS && saysYes(item);
    const unread = circle && item.sender === me && item.unread !== undefined;
    if (answers || unread || (about !== undefined && hidden.has(about))) hidden.add(item.id);
  }
  return hidden;
}

/** From now on a yes is one to this. */
const endsIt = ({ content }: TimelineEvent): boolean => {
  const { msgType } = alertIn(content);
  return msgType === "Alert" || msgType === "Cancel";
};

const saysYes = (event: TimelineEvent): boolean =>
  isReaction(event) ? isPlainAck(event.relation?.key ?? "") : isAcknowledging(event);
