import { partOf } from "@paceline/domain";
import { isLive, staleAtMs } from "@paceline/domain/shares";
import type { EventId, UserId } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { Fix, ShareRow } from "@paceline/protocol/port";
import type { RoomRecord } from "../projection/room-record.ts";
import type { RoomState } from "../projection/room-state.ts";
import { personIn } from "../safety/contacts.ts";
import { overAt, SHOWN_MS } from "./book.ts";
import type { KeptShare } from "./book.ts";
import type { MyShare } from "./mine.ts";

export type ShareSeen = {
  readonly share: KeptShare;
  readonly room: RoomRecord;
  readonly state: RoomState;
  readonly me: UserId;
  /** The share as this device feeds it. */
  readonly mine: MyShare | undefined;
  /** Live shares of the room. */
  readonly sharers: number;
  /** The card whose own room this is, and what it says. */
  readonly card: EventId | undefined;
  readonly meetup: MeetupBlock | undefined;
  /** Places of a trail; fewer where many share, so that a change stays small for whoever draws them. */
  readonly trail: number;
};

/** Trails of all shares together, places. */
const TRAILS = 5_000;
const LONGEST_TRAIL = 500;
/** In powers of two, so that one more sharer seldom changes all rows. */
export const trailOf = (live: number): number =>
  Math.min(LONGEST_TRAIL, 2 ** Math.floor(Math.log2(Math.max(1, TRAILS / Math.max(1, live)))));

/** One share as it is at `now` (ms by the homeserver's clock), and when time alone changes that; `undefined` where it is not shown any more. */
export function shareRow(seen: ShareSeen, now: number): { row: ShareRow; changesMs: number } | undefined {
  const { share, room, state, me, mine, sharers, card, meetup } = seen;
  const over = overAt(share);
  if (now >= over + SHOWN_MS || now < share.startedMs - SHOWN_MS) return undefined;
  const live = isLive(share, now);
  const measured = share.heard.at(-1);
  const staleMs = staleAtMs(measured?.ts ?? share.startedMs, paceOf(measured, sharers));
  const stale = live && now >= staleMs;
  const changesMs = live ? (stale ? over : Math.min(over, staleMs)) : over + SHOWN_MS;
  const own = share.user === me;
  const part = meetup === undefined ? measured?.part : partOf(meetup, share.user, measured?.part);
  const row: ShareRow = {
    id: share.id,
    roomId: room.id,
    roomName: room.title,
    person: personIn(state, share.user),
    mine: own,
    startedMs: share.startedMs,
    endsMs: over,
    live,
    trail: trailIn(seen),
    stale,
    ...(measured === undefined ? {} : { last: fixOf(measured) }),
    ...(measured?.by === undefined ? {} : { byTracker: true as const }),
    ...(part === undefined ? {} : { part }),
    ...(own ? { viewers: Math.max(0, room.joined - 1) } : {}),
    ...(mine === undefined ? {} : { precision: mine.precision }),
    ...(mine?.hidden === true ? { hidden: true as const } : {}),
    ...(mine?.refused === true ? { refused: true as const } : {}),
    ...(card === undefined ? {} : { meetup: card }),
  };
  return { row, changesMs };
}

/** How often somebody is to be expected. A phone with another app keeps a pace of its own, so it is given the longest of ours. */
const paceOf = (measured: KeptShare["heard"][number] | undefined, sharers: number) =>
  measured?.by === undefined
    ? { speed_mps: measured?.speed_mps, battery_pct: measured?.battery_pct, sharers }
    : { sharers };

const trailIn = ({ share: { heard }, trail }: ShareSeen): ShareRow["trail"] =>
  heard.slice(-trail - 1, -1).map(({ ts, latitude, longitude }) => ({ ts, latitude, longitude }));

const fixOf = ({ from: _from, part: _part, by: _by, ...fix }: KeptShare["heard"][number]): Fix => fix;
