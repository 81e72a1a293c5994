import { z } from "zod";
import { NS } from "../namespace.ts";
import { Count, defineEvent, ReferenceTo, UserIdShape, UtcInstant, Whole } from "./spec.ts";
import { MAX_GUESTS } from "./rsvp.ts";

/** A person and the guests they bring; never split between confirmed and waiting. */
export const Party = z.looseObject({
  user: UserIdShape,
  guests: Whole.min(0).max(MAX_GUESTS).default(0),
});
export type Party = z.infer<typeof Party>;

/** The sequencer's decision. Highest `(epoch, seq)` wins, ties by the lower event id. */
export const Roster = z.looseObject({
  v: z.literal(1),
  "m.relates_to": ReferenceTo,
  /** Grows when another organiser takes over as sequencer. */
  epoch: Count,
  seq: Count,
  instance: UtcInstant.optional(),
  confirmed: z.array(Party).max(2_000),
  waitlist: z.array(Party).max(2_000),
});
export type Roster = z.infer<typeof Roster>;

export const rosterEvent = defineEvent({
  type: `${NS}.roster`,
  carrier: "event",
  maySend: ["organiser", "bot"],
  schema: Roster,
  sample: {
    v: 1,
    "m.relates_to": {
      rel_type: "m.reference",
      event_id: "$card" as z.input<typeof ReferenceTo>["event_id"],
    },
    epoch: 0,
    seq: 3,
    confirmed: [{ user: "@jonas:example.org" as z.input<typeof UserIdShape>, guests: 0 }],
    waitlist: [{ user: "@sam:example.org" as z.input<typeof UserIdShape>, guests: 1 }],
  },
});
