import { may } from "@paceline/domain";
import { hazardsOf } from "@paceline/domain/safety";
import type { Hazard } from "@paceline/domain/safety";
import type { RoomId, UserId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import { roleIn } from "../ingest/rights.ts";
import type { Projection } from "../projection/projection.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import type { HazardBook } from "./book.ts";

/** A hazard that stands, in its room. */
export type Standing = { readonly room: RoomId; readonly state: RoomState; readonly hazard: Hazard };

export const mayClearIn =
  (state: RoomState) =>
  (user: UserId): boolean =>
    may(roleIn(state, user), "redactOthers");

/** Hazards of my rooms that have not expired. `now`: ms by the homeserver's clock. */
export async function standingHazards(
  projection: Projection,
  book: Pick<HazardBook, "all">,
  now: number,
): Promise<readonly Standing[]> {
  const found: Standing[] = [];
  for (const [room, events] of await book.all()) {
    const state = await projection.state(room);
    for (const hazard of hazardsOf(events.flatMap(factOf), mayClearIn(state), now)) found.push({ room, state, hazard });
  }
  return found;
}

function factOf({ id: eventId, ts, sender, content }: TimelineEvent) {
  const alert = decode("alert", content);
  return alert.is === "valid" ? [{ is: "AlertPosted" as const, eventId, ts, sender, block: alert.value }] : [];
}
