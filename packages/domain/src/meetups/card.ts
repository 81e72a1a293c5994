import type { EventId, UserId } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { Moment } from "../answers/index.ts";
import { compareMoments } from "../answers/index.ts";
import { changedFields } from "./describe.ts";

type Said = Moment & { readonly sender: UserId; readonly meetup: MeetupBlock };

/** The card itself: the `m.room.message` that carries the block. */
export type CardPosted = Said & { readonly is: "CardPosted" };
/** An `m.replace` of the card; `meetup` is the block of its `m.new_content`. */
export type CardEdited = Said & { readonly is: "CardEdited" };
/** An `NS.meetup_update` that refers to the card. */
export type CardUpdated = Said & { readonly is: "CardUpdated" };
/** One of the events above was redacted. */
export type CardRedacted = { readonly is: "CardRedacted"; readonly target: EventId };

/** Everything known about one card, as a set: order and repetition do not matter. */
export type CardFact = CardPosted | CardEdited | CardUpdated | CardRedacted;

/** A card with all changes that count. */
export type EffectiveMeetup = {
  readonly meetup: MeetupBlock;
  readonly author: UserId;
  /** Something that people read is different from what was first posted. */
  readonly changed: boolean;
  /** The event that says it like this: the card or one of its changes. */
  readonly at: Moment;
  /** By event: what was said of it by whoever may, what is out of date included. */
  readonly versions: ReadonlyMap<EventId, MeetupBlock>;
};

/**
 * What a card says now; `undefined` where it is unknown or was redacted. Edits count from the author alone, updates from those whom the
 * author's newest version names as organisers. The highest `sequence` wins, then the later one. Who organises, who keeps the roster and the uid stay
 * the author's word: an organiser's update cannot change them.
 */
export function effectiveMeetup(facts: Iterable<CardFact>): EffectiveMeetup | undefined {
  const all = [...facts];
  const redacted = new Set(all.flatMap((fact) => (fact.is === "CardRedacted" ? [fact.target] : [])));
  const said = all.flatMap((fact) => (fact.is === "CardRedacted" || redacted.has(fact.eventId) ? [] : [fact]));
  const card = said.filter((fact) => fact.is === "CardPosted").sort(compareMoments)[0];
  if (card === undefined) return undefined;

  const edits = said.filter((fact) => fact.is === "CardEdited" && fact.sender === card.sender);
  const own = newest(card, edits);
  const { organizers, sequencer } = own.meetup;
  const updates = said.filter((fact) => fact.is === "CardUpdated" && organizers.includes(fact.sender));
  const { meetup, ts, eventId } = newest(own, updates);
  return {
    meetup: { ...meetup, uid: card.meetup.uid, organizers, sequencer },
    author: card.sender,
    changed: eventId !== card.eventId && changedFields(card.meetup, meetup).length > 0,
    at: { ts, eventId },
    versions: new Map([card, ...edits, ...updates].map((one) => [one.eventId, one.meetup])),
  };
}

const newest = (first: Said, changes: readonly Said[]): Said =>
  changes.reduce((best, one) => (isNewer(one, best) ? one : best), first);

const isNewer = (a: Said, b: Said): boolean =>
  a.meetup.sequence === b.meetup.sequence ? compareMoments(a, b) > 0 : a.meetup.sequence > b.meetup.sequence;
