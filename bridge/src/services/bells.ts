import { EVENTS } from "@paceline/protocol/events";
import { isRoomId, isUserId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import type { MatrixEvent } from "../appservice/transaction.ts";
import { contactsOf, standingIn } from "../mapping/circle.ts";
import type { Known } from "../mapping/known.ts";

/** Hears the bells of circles: contacts whose clients are closed are reached by the ways that they agreed to. */
export interface Bells {
  /** One event, inside the open transaction of the inbox. */
  follow(event: MatrixEvent): void;
  /** Somebody is to be reached since this was asked last. After the commit. */
  rang(): boolean;
}

type Parts = {
  readonly known: () => Known;
  /** Of `Deliveries`. */
  readonly plan: (people: readonly UserId[]) => void;
  readonly now: () => number;
};

const HOUR_MS = 60 * 60_000;
/** An alert, its later tiers and its all-clear are a handful; more would only wear people out. */
const BELLS_AN_HOUR = 12;

/**
 * A bell is clear and empty also where everything else is sealed, so it is all that the bridge knows of an SOS. It counts from the circle's owner alone: the bot's own goes with a timer, which has
 * told everybody already. One that is told late, after a time without the homeserver, is passed over when it is older than an hour.
 */
export const createBells = ({ known, plan, now }: Parts): Bells => {
  const heard = new Map<RoomId, readonly number[]>();
  let rang = false;

  const isEnough = (room: RoomId): boolean => {
    const lately = (heard.get(room) ?? []).filter((at) => at > now() - HOUR_MS);
    heard.set(room, [...lately, now()].slice(-BELLS_AN_HOUR));
    return lately.length >= BELLS_AN_HOUR;
  };

  return {
    follow: ({ type, state_key: key, room_id: room, sender, origin_server_ts: at }) => {
      if (type !== EVENTS.sosBell.type || key !== undefined || !isRoomId(room) || !isUserId(sender)) return;
      if (at < now() - HOUR_MS || standingIn(known(), room, sender) !== "owner" || isEnough(room)) return;
      plan(contactsOf(known(), room, sender));
      rang = true;
    },
    rang: () => {
      const since = rang;
      rang = false;
      return since;
    },
  };
};
