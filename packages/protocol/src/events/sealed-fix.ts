import { z } from "zod";
import { NS } from "../namespace.ts";
import { AlertId } from "./alert.ts";
import { defineEvent } from "./spec.ts";

/** A position as a phone sealed it, handed on unread by the bridge: base64 of nonce and box (OwnTracks, "payload encryption"). */
export const SealedFix = z.looseObject({
  v: z.literal(1),
  /** `Tracker.id`. */
  tracker: AlertId,
  data: z
    .string()
    .min(1)
    .max(8_192)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, "not base64"),
});
export type SealedFix = z.infer<typeof SealedFix>;

export const sealedFixEvent = defineEvent({
  type: `${NS}.sealed_fix`,
  carrier: "event",
  maySend: ["bot"],
  schema: SealedFix,
  sample: { v: 1, tracker: "phone-6f9a2c", data: "c2VhbGVkIG9uIHRoZSBwaG9uZQ==" },
});
