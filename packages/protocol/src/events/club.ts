import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent } from "./spec.ts";

/** Marks a space as a club. Its name, topic and picture are the ordinary `m.room.*` state. */
export const ClubState = z.looseObject({
  v: z.literal(1),
  /** `open`: anybody may join and read announcements and meetups; `private`: by request or invitation, all encrypted. */
  access: z.enum(["open", "private"]),
  /** Sports people do here, free words ("cycling", "running"); shown as chips. */
  sports: z.array(z.string().min(1).max(40)).max(12).default([]),
});
export type ClubState = z.infer<typeof ClubState>;

export const clubEvent = defineEvent({
  type: `${NS}.club`,
  carrier: "state",
  stateKey: "empty",
  maySend: ["bot", "owner"],
  schema: ClubState,
  sample: { v: 1, access: "private", sports: ["cycling"] },
});
