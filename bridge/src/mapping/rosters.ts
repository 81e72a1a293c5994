import {
  isOver,
  nextRoster,
  rosterChanges,
  rosterKeepers,
  rosterNotice,
  standingAnswers,
  toldInWords,
  winningRoster,
} from "@paceline/domain";
import type { SentRoster, StandingAnswer } from "@paceline/domain";
import { NS } from "@paceline/protocol";
import type { EventId, UserId } from "@paceline/protocol";
import type { CardFact } from "./card-fact.ts";
import { planned } from "./intent.ts";
import type { Planned } from "./intent.ts";
import { isClear, isMember, nameOf } from "./known.ts";
import type { Known } from "./known.ts";
import { meetupOf } from "./meetup.ts";
import type { Meetup } from "./meetup.ts";
import { levelIn } from "./power.ts";

export type RosterPlan = {
  readonly planned: readonly Planned[];
  /** What the bot decided, known before it comes back from the room: the next decision builds on it. */
  readonly decided: readonly CardFact[];
};

const NOTHING: RosterPlan = { planned: [], decided: [] };

/**
 * What the bot publishes about a card after something was said about it: the next roster where one is due, and words for
 * those who answered by reaction. Only in clear rooms, where the card names the bot as sequencer and nobody took over.
 */
export const rosterPlan = (known: Known, card: EventId): RosterPlan => {
  const meetup = meetupOf(known, card);
  if (meetup === undefined || !isClear(known, meetup.room)) return NOTHING;
  const { meetup: block } = meetup.now;
  if (block.sequencer !== known.bot || block.status === "cancelled" || isOver(block, known.now)) return NOTHING;
  return instancesOf(meetup)
    .map((instance) => planInstance(known, meetup, instance))
    .reduce(joined, NOTHING);
};

/** Dates that were answered; a meetup that happens once is asked about as a whole. */
const instancesOf = ({ now, answers }: Meetup): readonly (string | undefined)[] => {
  const dates = answers.flatMap((fact) => (fact.is === "AnswerGiven" ? [fact.answer.instance] : []));
  return now.meetup.rrule === undefined ? [undefined] : [...new Set(dates.filter((date) => date !== undefined))];
};

const planInstance = (known: Known, meetup: Meetup, instance: string | undefined): RosterPlan => {
  const { card, room, now, received } = meetup;
  const mayKeep = rosterKeepers(now.author, now.meetup, (user) => levelIn(known, room, user));
  const previous = winningRoster(meetup.rosters, mayKeep, instance);
  if (previous !== undefined && previous.sender !== known.bot) return NOTHING;

  const standing = standingAnswers(meetup.answers, { instance, isMember: (user) => isMember(known, room, user) });
  const order = (answer: StandingAnswer): number => received.get(answer.since.eventId) ?? received.size;
  const answers = [...standing.values()].sort((a, b) => order(a) - order(b));
  const roster = nextRoster({ card, meetup: now.meetup, me: known.bot, previous, answers, instance });
  if (roster === undefined) return NOTHING;

  const cause = `roster ${card} ${instance ?? ""} ${roster.epoch} ${roster.seq}`;
  const send = planned(cause, { do: "send", room, type: `${NS}.roster`, content: roster });
  const decided: CardFact = {
    eventId: `$planned.${send.txn}` as EventId,
    card,
    room,
    sender: known.bot,
    ts: known.now,
    said: { is: "roster", roster },
  };
  return { planned: [send, ...words(known, meetup, previous, roster, standing, cause)], decided: [decided] };
};

const words = (
  known: Known,
  { card, room, now }: Meetup,
  previous: SentRoster | undefined,
  roster: SentRoster["roster"],
  standing: ReadonlyMap<UserId, StandingAnswer>,
  cause: string,
): readonly Planned[] => {
  const told = toldInWords(rosterChanges(previous?.roster, roster), standing);
  const notice = rosterNotice(told, now.meetup.title, (user) => nameOf(known, room, user));
  if (notice === undefined) return [];
  // `m.text`: the default push rules keep an `m.notice` silent, also for those it mentions.
  const content = {
    msgtype: "m.text",
    body: notice.body,
    "m.mentions": { user_ids: notice.mentions },
    "m.relates_to": { "m.in_reply_to": { event_id: card } },
  };
  return [planned(cause, { do: "send", room, type: "m.room.message", content })];
};

const joined = (a: RosterPlan, b: RosterPlan): RosterPlan => ({
  planned: [...a.planned, ...b.planned],
  decided: [...a.decided, ...b.decided],
});
