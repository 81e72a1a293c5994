import type { ListName, Params } from "@paceline/protocol/port";
import type { Batch } from "../projection/batch.ts";
import type { RoomRecord } from "../projection/room-record.ts";
import type { TimelineList } from "../timeline/timeline-list.ts";
import type { RoomId } from "@paceline/protocol";

/** Which lists a committed batch can change; `cards`: it changed a meetup card or an answer; `circles`: something was said in a circle; `hazards`: one was reported or is gone; `shares`: somebody moved, or began or ended a share. A list too many costs a computation, one too few would show something old. */
export function affectedBy(
  batch: Batch,
  timelines: ReadonlyMap<RoomId, TimelineList>,
  { cards, circles, hazards, shares }: Readonly<Record<"cards" | "circles" | "hazards" | "shares", boolean>>,
) {
  const direct = batch.accountData.has("m.direct");
  const touched = new Set([...timelines].filter(([, list]) => list.take(batch)).map(([room]) => room));
  const ofCircles = (): boolean => circles || [...batch.rooms.values()].some((room) => concernsCircle(room, batch));
  return (name: ListName, params: unknown): boolean => {
    switch (name) {
      case "session":
        return batch.session !== undefined;
      case "rooms":
        return batch.rooms.size > 0 || direct;
      case "clubs":
      case "requests":
        return batch.rooms.size > 0;
      case "timeline":
        return touched.has((params as Params<"timeline">).roomId);
      case "members":
        return batch.states.has((params as Params<"members">).roomId);
      case "meetups":
        return (
          cards || [...batch.rooms.values()].some((room) => concernsCards(room, batch) || concernsRide(room, batch))
        );
      case "typing":
      case "devices":
      case "verifications":
      case "circle":
      case "circlesOfOthers":
      case "alerts":
        return ofCircles();
      case "safetyLog":
        return ofCircles() || (shares && batch.states.size > 0);
      case "shares":
        return shares || cards || batch.states.size > 0;
      case "hazards":
        return hazards || [...batch.rooms.values()].some((room) => concernsHazards(room, batch));
      case "timer":
        return [...batch.rooms.values()].some((room) => concernsCircle(room, batch));
      case "zones":
        return false;
      case "trackers":
        return shares || circles;
    }
  };
}

/** What waits in the outbox is shown in these, whichever room it is for. */
const OF_OUTBOX: ReadonlySet<ListName> = new Set(["alerts", "circle", "circlesOfOthers", "meetups", "session"]);

/** Which lists can change when the outbox has news of a room. */
export const affectedByOutbox =
  (room: RoomId) =>
  (name: ListName, params: unknown): boolean =>
    name === "timeline" ? (params as Params<"timeline">).roomId === room : OF_OUTBOX.has(name);

/** A circle, in which somebody may have come, gone or read. */
const concernsCircle = ({ id, channel }: RoomRecord, batch: Batch): boolean =>
  channel?.kind === "circle" && (batch.states.has(id) || batch.receipts.has(id));

/** A room with cards in which something was said or who is in it changed, or a club that may have a new name. */
const concernsCards = ({ id, cards, space }: RoomRecord, batch: Batch): boolean =>
  (cards.length > 0 && (batch.items.has(id) || batch.states.has(id))) || (space && batch.states.has(id));

/** I was invited somewhere or left, or somebody came or went in a meetup's own room: where I stand there is part of the meetup. */
const concernsRide = ({ id, membership, channel }: RoomRecord, batch: Batch): boolean =>
  membership !== "join" || (channel?.kind === "meetup" && batch.states.has(id));

/** A room with hazards in which somebody may have come, gone or got another role, or a club. */
const concernsHazards = ({ id, hazards, space }: RoomRecord, batch: Batch): boolean =>
  (hazards !== undefined || space) && batch.states.has(id);
