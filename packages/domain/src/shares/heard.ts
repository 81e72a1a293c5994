import { NS } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import { decode } from "@paceline/protocol/events";
import type { TrackFix } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { readGeo } from "./geo.ts";
import type { Share } from "./share.ts";

/** A fix with the event that told it, so that a redaction takes it back. */
export type HeardFix = Fix & {
  readonly from: EventId;
  readonly part?: "lead" | "sweep";
  /** The tracker that measured it, where it was one. */
  readonly by?: string;
};
/** Everything known of where one share went, oldest first, at most `MAX_HEARD`. */
export type Heard = readonly HeardFix[];

const MAX_HEARD = 501;

/** A position after decryption. `target`: the share it belongs to. `ts`: `origin_server_ts` in ms, or now, whichever is earlier. */
export type Position = {
  readonly id: EventId;
  readonly sender: UserId;
  readonly ts: number;
  readonly target: EventId;
  readonly content: unknown;
};

/** A sharer's clock may run ahead of the server by this. */
const AHEAD_MS = 5 * 60 * 1_000;

/** Takes a position in. Only the sharer's own count; the order in which they come and how often changes nothing. */
export function hear(heard: Heard, share: Pick<Share, "id" | "user">, position: Position): Heard {
  if (position.sender !== share.user || position.target !== share.id) return heard;
  return merged(heard, fixesOf(position));
}

/** A place that a phone of the sharer measured and sealed. The same again, and one older than what that phone said last, is a replay and dropped. */
export function hearTracker(heard: Heard, fix: HeardFix, now: number): Heard {
  const last = heard.findLast(({ by }) => by === fix.by)?.ts ?? -Infinity;
  return fix.ts <= last || fix.ts > now + AHEAD_MS ? heard : merged(heard, [fix]);
}

function merged(heard: Heard, told: readonly HeardFix[]): Heard {
  const fixes = new Map(heard.map((fix) => [fix.ts, fix]));
  for (const fix of told) {
    const known = fixes.get(fix.ts);
    if (known === undefined || fix.from < known.from) fixes.set(fix.ts, fix);
  }
  return [...fixes.values()].sort((a, b) => a.ts - b.ts).slice(-MAX_HEARD);
}

/** What an event told is gone when it is redacted. */
export function forget(heard: Heard, redacted: EventId): Heard {
  const kept = heard.filter(({ from }) => from !== redacted);
  return kept.length === heard.length ? heard : kept;
}

function fixesOf({ id, ts, content }: Position): HeardFix[] {
  const beacon = decode("beacon", content);
  if (beacon.is !== "valid") return [];
  const { [`${NS}.track` as const]: track, ...position } = beacon.value;
  // The track's own entry of the same moment says more than the position that every client reads, so it comes first.
  const told: TrackFix[] = [
    ...(track?.fixes ?? []),
    { uri: position["org.matrix.msc3488.location"].uri, ts: position["org.matrix.msc3488.ts"] },
  ];
  const about = { from: id, ...(track?.part === undefined ? {} : { part: track.part }) };
  return told.filter((fix) => fix.ts <= ts + AHEAD_MS).flatMap((fix) => fixOf(fix, about));
}

function fixOf(told: TrackFix, about: Pick<HeardFix, "from" | "part">): HeardFix[] {
  const { uri, ts, speed_cm_s, heading_deg, battery_pct } = told;
  const place = readGeo(uri);
  if (place === undefined) return [];
  return [
    {
      ts,
      ...place,
      ...(speed_cm_s === undefined ? {} : { speed_mps: speed_cm_s / 100 }),
      ...(heading_deg === undefined ? {} : { heading_deg }),
      ...(battery_pct === undefined ? {} : { battery_pct }),
      ...about,
    },
  ];
}
