import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent, ReferenceTo } from "./spec.ts";
import { MeetupBlock } from "./meetup.ts";

/** A co-organiser's change of a card (only the author may `m.replace` it). The newest `sequence` of an organiser wins. */
export const MeetupUpdate = z.looseObject({
  v: z.literal(1),
  "m.relates_to": ReferenceTo,
  meetup: MeetupBlock,
});
export type MeetupUpdate = z.infer<typeof MeetupUpdate>;

export const meetupUpdateEvent = defineEvent({
  type: `${NS}.meetup_update`,
  carrier: "event",
  maySend: ["organiser"],
  schema: MeetupUpdate,
  sample: {
    v: 1,
    "m.relates_to": {
      rel_type: "m.reference",
      event_id: "$card" as z.input<typeof ReferenceTo>["event_id"],
    },
    meetup: {
      v: 1,
      uid: "6f9a2c@example.org",
      title: "Sunday gravel, river loop",
      sport: "gravel",
      start: {
        utc: "2026-11-22T08:30:00Z",
        local: "2026-11-22T09:30:00",
        timeZone: "Europe/Berlin",
      },
      status: "confirmed",
      sequencer: "@jonas:example.org" as MeetupBlock["sequencer"],
      sequence: 1,
    },
  },
});
