import { BEACON, BEACON_INFO } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { Told } from "../projection/batch.ts";
import { statesOfType } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";

/** What a position tells of its share; `undefined` for every other event. Positions go there and not into the room's history: thirty riders write a thousand a minute. */
export function positionIn({
  type,
  stateKey,
  id,
  sender,
  ts,
  relation,
  content,
  unread,
}: TimelineEvent): Told | undefined {
  if (type === EVENTS.sealedFix.type && stateKey === undefined) return { is: "sealed", id, ts, sender, content };
  if (type !== BEACON || stateKey !== undefined || unread !== undefined) return undefined;
  if (relation?.type !== "m.reference") return { is: "nothing" };
  return { is: "position", position: { id, sender, ts, target: relation.target, content } };
}

/**
 * An event that cannot be read yet and points at a live share is a position: no message to people, whatever it says. Anything else comes back as it
 * is.
 */
export function asUnreadPosition(event: TimelineEvent, state: RoomState): TimelineEvent {
  const { unread, relation } = event;
  if (unread === undefined || relation?.type !== "m.reference") return event;
  const shares = [...statesOfType(state, BEACON_INFO)];
  return shares.some(({ id }) => id === relation.target) ? { ...event, type: BEACON } : event;
}
