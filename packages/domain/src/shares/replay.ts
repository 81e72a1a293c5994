import type { Fix } from "@paceline/protocol/port";
import { bearingDeg, distanceM } from "./follow.ts";

/** A point of a recorded track. `ts`: ms since 1970. */
export type TrackPoint = { readonly ts: number; readonly latitude: number; readonly longitude: number };

/**
 * A recorded track as if it were ridden now: where somebody is at `now`, who set out at `startedMs` and goes `speed` times as fast. `undefined` before the start and after the
 * end. `points`: in rising order of time, at least two.
 */
export function replayed(
  points: readonly TrackPoint[],
  { startedMs, speed }: { readonly startedMs: number; readonly speed: number },
  now: number,
): Fix | undefined {
  const at = (points[0]?.ts ?? 0) + (now - startedMs) * speed;
  const next = points.findIndex(({ ts }) => ts >= at);
  const [a, b] = [points[Math.max(0, next - 1)], points[Math.max(1, next)]];
  if (next === -1 || now < startedMs || a === undefined || b === undefined) return undefined;
  const share = b.ts === a.ts ? 1 : (at - a.ts) / (b.ts - a.ts);
  const between = (from: number, to: number): number => from + (to - from) * share;
  return {
    ts: now,
    latitude: between(a.latitude, b.latitude),
    longitude: between(a.longitude, b.longitude),
    accuracy_m: 5,
    heading_deg: bearingDeg(a, b),
    ...(b.ts === a.ts ? {} : { speed_mps: (distanceM(a, b) / ((b.ts - a.ts) / 1_000)) * speed }),
  };
}
