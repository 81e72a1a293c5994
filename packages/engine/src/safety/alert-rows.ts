import { alertChangesMs, alertsOf, alertView, fixOfAlert } from "@paceline/domain/safety";
import type { AlertFact, AlertView, LogicalAlert } from "@paceline/domain/safety";
import type { Circle } from "@paceline/protocol/events";
import type { RoomId, UserId } from "@paceline/protocol";
import type { AlertRow } from "@paceline/protocol/port";
import { statesOfType } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import { personIn } from "./contacts.ts";
import { factsOf } from "./facts.ts";
import type { Heard } from "./facts.ts";

export type CircleSeen = Heard & {
  readonly room: RoomId;
  readonly state: RoomState;
  readonly athlete: UserId;
  readonly bot: UserId | undefined;
  readonly circle: Circle;
};

/** Alerts of one circle as this person sees them, and when time alone changes something. `now`: ms by the homeserver's clock. */
export function alertRows(seen: CircleSeen, now: number): { rows: AlertRow[]; changesMs: number } {
  const { me, athlete, bot, circle } = seen;
  const contacts = [...joinedIn(seen.state)].filter((user) => user !== athlete && user !== bot);
  let changesMs = Infinity;
  const rows = logicalIn(seen).flatMap((alert) => {
    const view = alertView(alert, { me, athlete, circle, contacts }, now);
    if (view === undefined) return [];
    changesMs = Math.min(changesMs, alertChangesMs(alert, view, now) ?? Infinity);
    return [rowOf(asShown(alert, seen), view, seen)];
  });
  return { rows, changesMs };
}

/** The circle's alerts as they are, whoever looks. */
export function logicalIn(seen: CircleSeen, facts: readonly AlertFact[] = factsOf(seen)): readonly LogicalAlert[] {
  const members = joinedIn(seen.state);
  return alertsOf(facts, { athlete: seen.athlete, bot: seen.bot, isMember: (user: UserId) => members.has(user) });
}

/** What of an alert may be put into words for me: to the athlete neither what they were forced to say nor who answered since. */
export function asShown(alert: LogicalAlert, seen: CircleSeen): LogicalAlert {
  const { duress } = alert;
  if (seen.me !== seen.athlete || duress === undefined) return alert;
  const calm = factsOf(seen).filter((fact) => !("block" in fact && fact.block.info?.parameter?.duress === true));
  const before = logicalIn(seen, calm).find(({ identifier }) => identifier === alert.identifier);
  return { ...alert, block: before?.block ?? alert.block, acks: alert.acks.filter(({ ts }) => ts < duress.ms) };
}

export const joinedIn = (state: RoomState): ReadonlySet<UserId> =>
  new Set(
    [...statesOfType(state, "m.room.member")]
      .filter(({ content }) => content["membership"] === "join")
      .map(({ key }) => key as UserId),
  );

function rowOf(alert: LogicalAlert, view: AlertView, { room, state, me, athlete }: CircleSeen): AlertRow {
  const { info, sent } = alert.block;
  const fix = fixOfAlert(info, Date.parse(sent));
  return {
    id: alert.identifier,
    roomId: room,
    athlete: personIn(state, athlete),
    mine: me === athlete,
    cause: alert.cause,
    status: alert.status,
    sentMs: alert.sentMs,
    state: view.state,
    headline: info?.headline ?? "",
    deliveredTo: alert.deliveredTo.map((user) => personIn(state, user)),
    acks: alert.acks.map(({ user, ts }) => ({ person: personIn(state, user), tsMs: ts })),
    tier: view.tier,
    ring: view.ring,
    mineAck: view.mineAck,
    ...(alert.eventId === undefined ? {} : { eventId: alert.eventId }),
    ...(info?.description === undefined ? {} : { description: info.description }),
    ...(info?.instruction === undefined ? {} : { instruction: info.instruction }),
    ...(fix === undefined ? {} : { fix }),
    ...(view.nextTierMs === undefined ? {} : { nextTierMs: view.nextTierMs }),
    ...(alert.underWay === undefined ? {} : { underWay: alert.underWay }),
  };
}
