import { alertChangesMs, alertsOf, alertView, fixOfAlert } from "@paceline/domain/safety";
import type { AlertView, LogicalAlert } from "@paceline/domain/safety";
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
  const members = joinedIn(seen.state);
  const contacts = [...members].filter((user) => user !== athlete && user !== bot);
  const scope = { athlete, bot, isMember: (user: UserId) => members.has(user) };
  let changesMs = Infinity;
  const rows = alertsOf(factsOf(seen), scope).flatMap((alert) => {
    const view = alertView(alert, { me, athlete, circle, contacts }, now);
    if (view === undefined) return [];
    changesMs = Math.min(changesMs, alertChangesMs(alert, view, now) ?? Infinity);
    return [rowOf(alert, view, seen)];
  });
  return { rows, changesMs };
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
  };
}
