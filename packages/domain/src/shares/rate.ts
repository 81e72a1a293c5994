/** What decides how often a share says where somebody is. */
export type Pace = {
  /** m/s */
  readonly speed_mps?: number | undefined;
  /** Degrees turned since the last position. */
  readonly turned_deg?: number | undefined;
  readonly battery_pct?: number | undefined;
  /** Live shares in the room, mine included. */
  readonly sharers: number;
};

const FASTEST_MS = 5_000;
const SLOWEST_MS = 30_000;
/** Positions a second that one room takes, so that thirty who measure every two seconds send less than a quarter of it: keys go to every device, and one Synapse serves many rooms. */
const ROOM_PER_S = 3.6;
const LOW_BATTERY_PCT = 20;
const TURN_DEG = 30;

/** Live shares of one room beyond which it is worth a word how seldom positions come (ADR 63). */
export const MANY_SHARERS = 30;

/** Milliseconds between two positions of one share: 5 to 30 s, and longer where more than 108 share in one room, which takes no more however many they are. */
export function intervalMs({ speed_mps = 0, turned_deg = 0, battery_pct = 100, sharers }: Pace): number {
  const bySpeed = speed_mps >= 5 ? 5_000 : speed_mps >= 2 ? 10_000 : speed_mps >= 0.7 ? 15_000 : SLOWEST_MS;
  const turning = turned_deg >= TURN_DEG ? bySpeed / 2 : bySpeed;
  const saving = battery_pct < LOW_BATTERY_PCT ? turning * 2 : turning;
  const fair = (sharers / ROOM_PER_S) * 1_000;
  return Math.round(Math.max(fair, Math.min(SLOWEST_MS, Math.max(FASTEST_MS, saving))));
}

/** Three expected positions in a row are missing: what is shown is where somebody was. */
export const staleAtMs = (lastMs: number, pace: Pace): number => lastMs + 3 * intervalMs(pace);
