import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent, EventIdShape, UtcInstant } from "./spec.ts";

/** Upcoming cards of a clear meetups channel, soonest first, so that a newcomer finds them without paging. */
export const MeetupIndex = z.looseObject({
  v: z.literal(1),
  cards: z.array(z.looseObject({ card: EventIdShape, start: UtcInstant })).max(100),
});
export type MeetupIndex = z.infer<typeof MeetupIndex>;

export const meetupIndexEvent = defineEvent({
  type: `${NS}.meetup_index`,
  carrier: "state",
  stateKey: "empty",
  maySend: ["bot", "owner", "captain", "moderator", "leader"],
  schema: MeetupIndex,
  sample: {
    v: 1,
    cards: [{ card: "$card" as z.input<typeof EventIdShape>, start: "2026-11-22T08:00:00Z" }],
  },
});
