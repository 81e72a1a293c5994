import { NS } from "@paceline/protocol";
import type { EventId } from "@paceline/protocol";
import type { Beacon, BeaconInfo, TrackFix } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { writeGeo } from "./geo.ts";

/** The same in every share: the event is clear, so it says nothing. */
const DESCRIPTION = "Live location";

/** Content of a share's state event with every key that other clients ask for (MSC3489, MSC3488). */
export const beaconInfo = (live: boolean, startedMs: number, timeout: number): BeaconInfo => ({
  description: DESCRIPTION,
  live,
  timeout,
  "org.matrix.msc3488.ts": startedMs,
  "org.matrix.msc3488.asset": { type: "m.self" },
});

/** Content of a position. `fixes`: at least one, oldest first; the last is the position, the others travel with it. */
export function beacon(share: EventId, fixes: readonly [Fix, ...Fix[]], part: "lead" | "sweep" | undefined): Beacon {
  const last = fixes.at(-1) ?? fixes[0];
  return {
    "m.relates_to": { rel_type: "m.reference", event_id: share },
    "org.matrix.msc3488.location": { uri: writeGeo(last), description: DESCRIPTION },
    "org.matrix.msc3488.ts": Math.round(last.ts),
    [`${NS}.track`]: { v: 1, fixes: fixes.map(trackFix), ...(part === undefined ? {} : { part }) },
  };
}

const trackFix = (fix: Fix): TrackFix => ({
  uri: writeGeo(fix),
  ts: Math.round(fix.ts),
  ...(fix.speed_mps === undefined ? {} : { speed_cm_s: within(fix.speed_mps * 100, 20_000) }),
  ...(fix.heading_deg === undefined ? {} : { heading_deg: within(fix.heading_deg, 360) }),
  ...(fix.battery_pct === undefined ? {} : { battery_pct: within(fix.battery_pct, 100) }),
});

const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
