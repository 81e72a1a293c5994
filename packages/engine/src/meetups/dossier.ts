import { effectiveMeetup, rosterKeepers, standingAnswers, winningRoster } from "@paceline/domain";
import type { AnswerFact, CardFact, EffectiveMeetup, SentRoster, StandingAnswer } from "@paceline/domain";
import type { EventId, UserId } from "@paceline/protocol";
import { decode, EVENTS } from "@paceline/protocol/events";
import { powerOf } from "../ingest/rights.ts";
import { record, stateContent } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import type { CardEvents } from "./card-events.ts";

/** What the rules say about one card. */
export type Dossier = {
  readonly id: EventId;
  readonly events: CardEvents;
  readonly now: EffectiveMeetup;
  readonly facts: readonly AnswerFact[];
  readonly standing: ReadonlyMap<UserId, StandingAnswer>;
  readonly rosters: readonly SentRoster[];
  readonly roster: SentRoster | undefined;
  readonly isMember: (user: UserId) => boolean;
};

/** `pending`: answers written here that have not come back. `undefined` where the card is redacted, unreadable or no card. */
export function dossierOf(
  events: CardEvents,
  state: RoomState,
  pending: readonly AnswerFact[] = [],
): Dossier | undefined {
  const { card } = events;
  const related = [...events.related.values()].filter(({ relation }) => relation?.target === card.id);
  const now = effectiveMeetup([...cardFacts(card, card), ...related.flatMap((event) => cardFacts(event, card))]);
  if (now === undefined) return undefined;
  const facts = [...related.flatMap(answerFacts), ...pending];
  const isMember = (user: UserId): boolean => stateContent(state, "m.room.member", user)["membership"] === "join";
  const rosters = related.flatMap((event) => sentRoster(event, card));
  const mayKeep = rosterKeepers(now.author, now.meetup, (user) => powerOf(state, user));
  return {
    id: card.id,
    events,
    now,
    facts,
    rosters,
    isMember,
    standing: standingAnswers(facts, { isMember }),
    roster: winningRoster(rosters, mayKeep),
  };
}

/** In an encrypted room only what was encrypted is surely its sender's; a server could have written the rest. */
const isClearAmongEncrypted = (event: TimelineEvent, card: TimelineEvent): boolean =>
  card.encrypted && !event.encrypted;

/** What was worked out about cards as they are. */
export type Dossiers = WeakMap<CardEvents, { readonly state: RoomState; readonly dossier: Dossier | undefined }>;

/** The same for a card of a book; worked out again only where something changed. */
export function dossierIn(
  book: { readonly dossiers: Dossiers },
  events: CardEvents,
  state: RoomState,
): Dossier | undefined {
  const known = book.dossiers.get(events);
  if (known?.state === state) return known.dossier;
  const dossier = dossierOf(events, state);
  book.dossiers.set(events, { state, dossier });
  return dossier;
}

function cardFacts(event: TimelineEvent, card: TimelineEvent): CardFact[] {
  const { id: eventId, ts, sender } = event;
  if (event.redacted) return [{ is: "CardRedacted", target: eventId }];
  if (event.unread !== undefined || isClearAmongEncrypted(event, card)) return [];
  if (event === card) {
    const block = decode("meetup", event.content);
    return block.is === "valid" ? [{ is: "CardPosted", eventId, ts, sender, meetup: block.value }] : [];
  }
  if (event.type === "m.room.message" && event.relation?.type === "m.replace") {
    const block = decode("meetup", record(event.content["m.new_content"]));
    return block.is === "valid" ? [{ is: "CardEdited", eventId, ts, sender, meetup: block.value }] : [];
  }
  if (event.type !== EVENTS.meetupUpdate.type) return [];
  const update = decode("meetupUpdate", event.content);
  return update.is === "valid" ? [{ is: "CardUpdated", eventId, ts, sender, meetup: update.value.meetup }] : [];
}

/** Reactions are clear everywhere; a structured answer counts however it came, because only its sender can send it. */
function answerFacts(event: TimelineEvent): AnswerFact[] {
  const { id: eventId, ts, sender, relation } = event;
  const kind = event.type === "m.reaction" || event.type === EVENTS.rsvp.type;
  if (event.redacted)
    return kind || event.type === "m.room.encrypted" ? [{ is: "AnswerRedacted", target: eventId, sender }] : [];
  if (event.type === "m.reaction" && relation?.key !== undefined)
    return [{ is: "ReactionGiven", eventId, ts, sender, key: relation.key }];
  if (event.type !== EVENTS.rsvp.type) return [];
  const answer = decode("rsvp", event.content);
  return answer.is === "valid" ? [{ is: "AnswerGiven", eventId, ts, sender, answer: answer.value }] : [];
}

function sentRoster(event: TimelineEvent, card: TimelineEvent): SentRoster[] {
  const { id: eventId, type, sender, content, redacted } = event;
  if (type !== EVENTS.roster.type || redacted || isClearAmongEncrypted(event, card)) return [];
  const roster = decode("roster", content);
  return roster.is === "valid" ? [{ eventId, sender, roster: roster.value }] : [];
}
