import { z } from "zod";
import { BEACON_INFO } from "../foreign.ts";
import { Count, defineEvent, Whole } from "./spec.ts";

/**
 * A live share (MSC3489, MSC3672). Clear, so it holds no words: `description` is a fixed text. The state key must be the sender's own id: a server accepts
 * any key that begins without `@`, so readers drop those. Ends when `live` is false or `timeout` ms after the time stamp, whichever comes first.
 */
export const BeaconInfo = z.looseObject({
  description: z.string().max(1_000).optional(),
  live: z.boolean(),
  /** Milliseconds; readers look at what they believe of it (`@paceline/domain/shares`). */
  timeout: Whole,
  /** Milliseconds since 1970, of the sharer's clock. */
  "org.matrix.msc3488.ts": Count,
  "org.matrix.msc3488.asset": z.looseObject({ type: z.string().max(64) }).optional(),
});
export type BeaconInfo = z.infer<typeof BeaconInfo>;

export const beaconInfoEvent = defineEvent({
  type: BEACON_INFO,
  carrier: "state",
  stateKey: "own",
  maySend: ["member"],
  schema: BeaconInfo,
  sample: {
    description: "Live location",
    live: true,
    timeout: 3_600_000,
    "org.matrix.msc3488.ts": 1_795_363_200_000,
    "org.matrix.msc3488.asset": { type: "m.self" },
  },
});
