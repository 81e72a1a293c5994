import { z } from "zod";
import { BEACON } from "../foreign.ts";
import { NS } from "../namespace.ts";
import { Count, defineEvent, GeoUri, ReferenceTo, Whole } from "./spec.ts";

/** Milliseconds since 1970, of the sharer's clock. */
const Ts = Count;

/** One measured place. Speeds in cm/s and angles in whole degrees, because Matrix knows no fractions. */
export const TrackFix = z.looseObject({
  uri: GeoUri,
  ts: Ts,
  speed_cm_s: Count.max(20_000).optional(),
  heading_deg: Whole.min(0).max(360).optional(),
  battery_pct: Whole.min(0).max(100).optional(),
});
export type TrackFix = z.infer<typeof TrackFix>;

export const MAX_TRACK_FIXES = 60;

/** Rides inside a beacon: places skipped since the last one, oldest first, the beacon's own last. */
export const Track = z.looseObject({
  v: z.literal(1),
  fixes: z.array(TrackFix).min(1).max(MAX_TRACK_FIXES),
  /** Who leads a ride and who comes last, for its live map. */
  part: z.enum(["lead", "sweep"]).optional(),
});
export type Track = z.infer<typeof Track>;

/** A position, in the timeline and encrypted where the room is (MSC3489, MSC3488). */
export const Beacon = z.looseObject({
  "m.relates_to": ReferenceTo,
  "org.matrix.msc3488.location": z.looseObject({ uri: GeoUri, description: z.string().max(1_000).optional() }),
  "org.matrix.msc3488.ts": Ts,
  /** Other clients leave it out; one that is broken costs the skipped places and not the position. */
  [`${NS}.track`]: Track.optional().catch(undefined),
});
export type Beacon = z.infer<typeof Beacon>;

export const beaconEvent = defineEvent({
  type: BEACON,
  carrier: "event",
  maySend: ["member"],
  schema: Beacon,
  sample: {
    "m.relates_to": {
      rel_type: "m.reference",
      event_id: "$share" as z.input<typeof ReferenceTo>["event_id"],
    },
    "org.matrix.msc3488.location": { uri: "geo:48.13721,11.57556;u=8" },
    "org.matrix.msc3488.ts": 1_795_363_205_000,
    [`${NS}.track`]: {
      v: 1,
      fixes: [
        { uri: "geo:48.13721,11.57556;u=8", ts: 1_795_363_205_000, speed_cm_s: 680, heading_deg: 210, battery_pct: 64 },
      ],
    },
  },
});
