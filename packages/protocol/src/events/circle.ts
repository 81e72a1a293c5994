import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent, UserIdShape, Whole } from "./spec.ts";

/** Contacts of the first tier are alerted at once, the next ones when nobody answered in time. */
export const MAX_TIER = 3;

/** Order of a safety circle's contacts. The athlete's newest one counts; encrypted, as it says who is closest. */
export const Circle = z.looseObject({
  v: z.literal(1),
  contacts: z.array(z.looseObject({ user: UserIdShape, tier: Whole.min(1).max(MAX_TIER) })).max(50),
  /** Seconds without an answer after which the next tier is alerted. */
  escalate_s: Whole.min(60).max(3_600),
});
export type Circle = z.infer<typeof Circle>;

export const circleEvent = defineEvent({
  type: `${NS}.circle`,
  carrier: "event",
  maySend: ["owner"],
  schema: Circle,
  sample: {
    v: 1,
    contacts: [{ user: "@jonas:example.org" as z.input<typeof UserIdShape>, tier: 1 }],
    escalate_s: 300,
  },
});
