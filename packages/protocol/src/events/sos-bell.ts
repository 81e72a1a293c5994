import { z } from "zod";
import { SOS_BELL } from "../namespace.ts";
import { defineEvent } from "./spec.ts";

/**
 * Rings. Without a word and always clear, also in encrypted rooms: a muted room stops a push at the server, before anything could be decrypted, and the
 * push rule that overrides the mute looks at the type. Says that something happened in a circle, and nothing else.
 */
export const SosBell = z.looseObject({ v: z.literal(1) });
export type SosBell = z.infer<typeof SosBell>;

export const sosBellEvent = defineEvent({
  type: SOS_BELL,
  carrier: "event",
  maySend: ["member", "bot"],
  schema: SosBell,
  sample: { v: 1 },
});
