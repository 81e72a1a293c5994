import { z } from "zod";
import { NS } from "../namespace.ts";
import { AlertId } from "./alert.ts";
import { defineEvent } from "./spec.ts";

/**
 * A phone that runs OwnTracks: the key its positions are sealed with, made by the athlete's client and kept in the circle as an encrypted event. The newest per
 * `id` counts, `revoked` ends it. Earlier keys stay in earlier events, so that what was sealed with them can still be opened.
 */
export const Tracker = z.looseObject({
  v: z.literal(1),
  id: AlertId,
  name: z.string().min(1).max(60),
  /** OwnTracks' encryption key, at most 32 bytes of ASCII (libsodium `crypto_secretbox`, padded with zeros by the app). */
  key: z.string().regex(/^[\x21-\x7e]{16,32}$/, "must be 16 to 32 printable ASCII characters"),
  revoked: z.boolean().default(false),
});
export type Tracker = z.infer<typeof Tracker>;

export const trackerEvent = defineEvent({
  type: `${NS}.tracker`,
  carrier: "event",
  maySend: ["owner"],
  schema: Tracker,
  sample: { v: 1, id: "phone-6f9a2c", name: "Ana’s phone", key: "q8V2xT5mB0nK7rWc4ZyHs1LdPf3JaGuE", revoked: false },
});
