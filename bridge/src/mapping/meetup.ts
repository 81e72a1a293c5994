import { effectiveMeetup } from "@paceline/domain";
import type { AnswerFact, CardFact as MeetupFact, EffectiveMeetup, SentRoster } from "@paceline/domain";
import type { EventId, RoomId } from "@paceline/protocol";
import type { CardFact } from "./card-fact.ts";
import type { Known } from "./known.ts";
import { redactedOf } from "./power.ts";

/** One card with everything said about it, in the words of the rules. */
export type Meetup = {
  readonly card: EventId;
  readonly room: RoomId;
  readonly now: EffectiveMeetup;
  readonly answers: readonly AnswerFact[];
  readonly rosters: readonly SentRoster[];
  /** Place of each event in the order in which it reached us. */
  readonly received: ReadonlyMap<EventId, number>;
};

/** `undefined` where the card is unknown or redacted. Only what was said in the card's own room counts. */
export const meetupOf = (known: Known, card: EventId): Meetup | undefined => {
  const posted = known.cards.fact(card);
  if (posted?.said.is !== "card") return undefined;
  const facts = known.cards.facts(card).filter(({ room }) => room === posted.room);
  const redacted = [...redactedOf(known, card)];
  const cardFacts = [
    ...facts.flatMap(cardFactOf),
    ...redacted.map((target) => ({ is: "CardRedacted", target }) as const),
  ];
  const now = effectiveMeetup(cardFacts);
  if (now === undefined) return undefined;
  return {
    card,
    room: posted.room,
    now,
    answers: [...facts.flatMap(answerFactOf), ...redacted.map((target) => ({ is: "AnswerRedacted", target }) as const)],
    rosters: facts.flatMap(rosterOf),
    received: new Map(facts.map(({ eventId }, index) => [eventId, index])),
  };
};

const CARD_WORDS = { card: "CardPosted", edit: "CardEdited", update: "CardUpdated" } as const;

const cardFactOf = ({ said, eventId, ts, sender }: CardFact): readonly MeetupFact[] =>
  said.is === "card" || said.is === "edit" || said.is === "update"
    ? [{ is: CARD_WORDS[said.is], eventId, ts, sender, meetup: said.meetup }]
    : [];

const answerFactOf = ({ said, eventId, ts, sender }: CardFact): readonly AnswerFact[] => {
  if (said.is === "answer") return [{ is: "AnswerGiven", eventId, ts, sender, answer: said.answer }];
  if (said.is === "reaction") return [{ is: "ReactionGiven", eventId, ts, sender, key: said.key }];
  return [];
};

const rosterOf = ({ said, eventId, sender }: CardFact): readonly SentRoster[] =>
  said.is === "roster" ? [{ eventId, sender, roster: said.roster }] : [];
