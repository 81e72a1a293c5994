import { z } from "zod";
import { NS } from "../namespace.ts";
import { defineEvent } from "./spec.ts";

/** Short name of a fitness platform: part of the ids of its athletes. */
export const PlatformName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,30}$/,
    "must begin with a letter and hold at most 31 letters, digits and hyphens in lower case",
  );

/** Marks a clear room in which a platform's athletes take part through the bridge, so that clients can say whose servers read along. Counts for nothing in an encrypted room. */
export const PlatformState = z.looseObject({ v: z.literal(1), platform: PlatformName });
export type PlatformState = z.infer<typeof PlatformState>;

export const platformEvent = defineEvent({
  type: `${NS}.platform`,
  carrier: "state",
  stateKey: "empty",
  maySend: ["bot", "owner", "captain"],
  schema: PlatformState,
  sample: { v: 1, platform: "acme" },
});
