import { NS } from "@paceline/protocol";
import type { EventId, RoomId, UserId } from "@paceline/protocol";
import type { StateEvent } from "../appservice/homeserver.ts";
import type { MatrixEvent } from "../appservice/transaction.ts";
import type { Log } from "../log.ts";
import { isAboutCards, readCardFact, readRedaction } from "../mapping/card-fact.ts";
import type { CardFact } from "../mapping/card-fact.ts";
import { isSharedState, repairPlan } from "../mapping/club.ts";
import type { Planned } from "../mapping/intent.ts";
import { invitationPlan } from "../mapping/invitations.ts";
import { isClear, isEncrypted } from "../mapping/known.ts";
import type { Known } from "../mapping/known.ts";
import { rosterPlan } from "../mapping/rosters.ts";
import { keptState } from "../mapping/state.ts";
import { upcomingPlan } from "../mapping/upcoming.ts";
import type { CardStore } from "../store/card-store.ts";
import type { ChannelStore } from "../store/channel-store.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import type { RoomStore } from "../store/room-store.ts";

/** Follows the rooms: records what they say and plans what follows from it. */
export interface Follower {
  /** One event, inside the open transaction of the inbox. */
  follow(event: MatrixEvent): void;
  /**
   * Takes in state that was read, where nothing newer was received, and decides about cards that were there before. What it writes belongs into one
   * commit.
   */
  learn(room: RoomId, state: readonly StateEvent[]): void;
  /** Lets time pass: meetups that are over leave the lists of their channels. */
  tick(): void;
}

type Parts = {
  readonly rooms: RoomStore;
  readonly cards: CardStore;
  readonly channels: Pick<ChannelStore, "of" | "spaceOf">;
  readonly outbox: Pick<OutboxStore, "add">;
  readonly bot: UserId;
  readonly allowedServers: readonly string[];
  readonly log: Log;
  readonly now: () => number;
};

export const createFollower = ({ rooms, cards, channels, outbox, bot, allowedServers, log, now }: Parts): Follower => {
  const known = (): Known => ({ rooms, cards, bot, now: now() });
  const plan = (entries: readonly Planned[]): void => outbox.add(entries, now());

  const followState = (event: MatrixEvent, key: string): void => {
    const room = event.room_id as RoomId;
    const state = keptState(room, { ...event, state_key: key });
    if (state === undefined) return;
    plan(invitationPlan(event, bot, allowedServers));
    if (event.type !== "m.room.member") {
      rooms.put(state);
      if (isSharedState(event.type)) repair(room, event.event_id);
      return;
    }
    const gone = state.content["membership"] === "leave" || state.content["membership"] === "ban";
    if (key === bot && gone) return rooms.forget(room);
    rooms.put(state);
    for (const card of cards.answeredBy(room, key as UserId)) decide(card);
  };

  const repair = (room: RoomId, cause: string): void => {
    const space = channels.spaceOf(room);
    if (space !== undefined) plan(repairPlan(known(), space, channels.of(space), cause));
  };

  /** Of a room that is not learned yet it is kept what was said; the rules decide nothing there until it is. */
  const followTimeline = (event: MatrixEvent): void => {
    if (!isAboutCards(event.type) || isEncrypted(known(), event.room_id as RoomId)) return;
    const redaction = readRedaction(event);
    if (redaction !== undefined) {
      cards.redact(redaction);
      const target = cards.fact(redaction.target);
      if (target !== undefined) respond(target, event.event_id);
    }
    const read = readCardFact(event);
    if (read.is === "malformed") log.info({ event: event.event_id, type: event.type }, "malformed block skipped");
    if (read.is !== "fact") return;
    cards.add(read.fact);
    respond(read.fact, event.event_id);
  };

  /** `cause`: the event that brought something new about the fact's card. */
  const respond = ({ card, room, said }: CardFact, cause: string): void => {
    decide(card);
    const changesCard = said.is === "card" || said.is === "edit" || said.is === "update";
    if (changesCard) plan(upcomingPlan(known(), room, cause));
  };

  const decide = (card: EventId): void => {
    const { planned, decided } = rosterPlan(known(), card);
    for (const fact of decided) cards.add(fact);
    plan(planned);
  };

  return {
    follow: (event) => (event.state_key === undefined ? followTimeline(event) : followState(event, event.state_key)),
    learn: (room, state) => {
      for (const event of state) {
        const kept = keptState(room, event);
        if (kept !== undefined) rooms.fill(kept);
      }
      if (isEncrypted(known(), room)) return cards.forget(room);
      if (isClear(known(), room)) for (const card of cards.cards(room)) decide(card);
    },
    tick: () => {
      for (const room of rooms.roomsWith(`${NS}.channel`)) plan(upcomingPlan(known(), room, `tick ${now()}`));
    },
  };
};
