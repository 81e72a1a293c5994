import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent, ReferenceTo, UtcInstant, Whole } from "./spec.ts";

export const ANSWERS = ["yes", "maybe", "no", "withdrawn"] as const;
export type AnswerStatus = (typeof ANSWERS)[number];
/** How many people one answer may bring along. */
export const MAX_GUESTS = 10;

/** One person's answer. The newest per sender and instance counts, by `(origin_server_ts, event_id)`; withdrawn, never redacted. */
export const Rsvp = z.looseObject({
  v: z.literal(1),
  "m.relates_to": ReferenceTo,
  status: z.enum(ANSWERS),
  guests: Whole.min(0).max(MAX_GUESTS).default(0),
  /** A `PaceGroup.id` of the card. */
  pace: z.string().max(16).optional(),
  note: z.string().max(500).optional(),
  /** Start of one date of a series. */
  instance: UtcInstant.optional(),
});
export type Rsvp = z.infer<typeof Rsvp>;

export const rsvpEvent = defineEvent({
  type: `${NS}.rsvp`,
  carrier: "event",
  maySend: ["member"],
  schema: Rsvp,
  sample: {
    v: 1,
    "m.relates_to": {
      rel_type: "m.reference",
      event_id: "$card" as z.input<typeof ReferenceTo>["event_id"],
    },
    status: "yes",
    guests: 1,
    pace: "B",
  },
});
