import type { UserId } from "@paceline/protocol";
import type { Circle } from "@paceline/protocol/events";
import type { LogicalAlert } from "./alerts.ts";
import { reachOf, tierOf } from "./tiers.ts";
import type { Reach } from "./tiers.ts";

const HOUR = 3_600_000;
/** Nobody is helped by the sound of an alert older than this: a device that was away shows it in silence. */
const RING_MS = 24 * HOUR;
/** The same for an all-clear. */
const RING_ALL_CLEAR_MS = 12 * HOUR;

export type AlertView = Reach & {
  readonly state: LogicalAlert["state"];
  /** Show it over everything and sound, now: the alert, or that all is well again. */
  readonly ring: "alert" | "all-clear" | "no";
  readonly mineAck: boolean;
};

export type Viewer = {
  readonly me: UserId;
  readonly athlete: UserId;
  readonly circle: Circle | undefined;
  /** Who is joined to the circle, without the athlete and the bot. */
  readonly contacts: readonly UserId[];
};

/**
 * An alert as one person sees it at `now` (server time). `undefined`: it is to be hidden from them, as what was raised under duress is from the athlete; an alert
 * that they cancelled under duress looks cancelled to them.
 */
export function alertView(alert: LogicalAlert, viewer: Viewer, now: number): AlertView | undefined {
  const { me, athlete, circle, contacts } = viewer;
  const reach = reachOf(alert, circle, contacts, now);
  const mineAck = alert.acks.some(({ user }) => user === me);
  if (me !== athlete) return { ...reach, state: alert.state, ring: ringFor(alert, viewer, reach, now), mineAck };
  const { duress } = alert;
  if (duress === undefined) return { ...reach, state: alert.state, ring: "no", mineAck };
  if (duress.ms <= alert.sentMs) return undefined;
  const heardBefore = alert.acks.some(({ ts }) => ts < duress.ms);
  return { tier: reach.tier, state: heardBefore ? "resolved" : "cancelled", ring: "no", mineAck };
}

/** When the view changes by itself; `undefined` when time alone changes nothing any more. */
export function alertChangesMs(
  alert: LogicalAlert,
  { tier: _tier, nextTierMs }: Reach,
  now: number,
): number | undefined {
  const limit = alert.ended === undefined ? alarmMs(alert) + RING_MS : alert.ended.ts + RING_ALL_CLEAR_MS;
  const next = Math.min(nextTierMs ?? Infinity, limit > now ? limit : Infinity);
  return next === Infinity ? undefined : next;
}

function ringFor(alert: LogicalAlert, { me, circle }: Viewer, reach: Reach, now: number): AlertView["ring"] {
  const reached = tierOf(circle, me) <= reach.tier;
  if (alert.status === "Test" || !reached) return "no";
  if (alert.ended !== undefined) {
    const heard = alert.ended.readBy.includes(me) || now >= alert.ended.ts + RING_ALL_CLEAR_MS;
    return heard ? "no" : "all-clear";
  }
  // Who has pressed need not be told so loudly that their answer waits for a connection; one that was refused is none.
  const answering = alert.underWay === "queued" || alert.underWay === "sending";
  const answered = answering || (alert.duress?.acks ?? alert.acks).some(({ user }) => user === me);
  return answered || now >= alarmMs(alert) + RING_MS ? "no" : "alert";
}

const alarmMs = ({ sentMs, duress }: LogicalAlert): number => Math.max(sentMs, duress?.ms ?? 0);
