import type { EventId, UserId } from "@paceline/protocol";
import type { AnswerStatus } from "@paceline/protocol/events";

/** Place of an event in the order all clients agree on: `origin_server_ts` (ms), then the event id. */
export type Moment = { readonly ts: number; readonly eventId: EventId };

/** What a person said with an `NS.rsvp`: the part of its content that the rules use. */
export type GivenAnswer = {
  readonly status: AnswerStatus;
  readonly guests: number;
  readonly pace?: string | undefined;
  readonly note?: string | undefined;
  /** Start of one date of a series, RFC 3339; absent on a meetup that happens once. */
  readonly instance?: string | undefined;
};

/** A structured answer arrived and could be read. */
export type AnswerGiven = Moment & {
  readonly is: "AnswerGiven";
  readonly sender: UserId;
  readonly answer: GivenAnswer;
};

/** Somebody reacted to the card, with whatever key. */
export type ReactionGiven = Moment & {
  readonly is: "ReactionGiven";
  readonly sender: UserId;
  readonly key: string;
  /** The date a reaction means: the next one at its time, or that of the reminder it stands on. */
  readonly instance?: string | undefined;
};

/** An answer or reaction was redacted, by its sender or by somebody with the power; servers check which (spec, "Redactions"). */
export type AnswerRedacted = {
  readonly is: "AnswerRedacted";
  readonly target: EventId;
  /** Whose answer it was, where that is known although its content is gone: they have withdrawn, they are not unknown. */
  readonly sender?: UserId | undefined;
};

/**
 * Everything known about the answers to one card. The rules read it as a set: the order of arrival and repetitions
 * change nothing, and what is decrypted later is simply one fact more.
 */
export type AnswerFact = AnswerGiven | ReactionGiven | AnswerRedacted;

/** Order of two moments, for `sort`. Event ids are compared by UTF-16 code unit, the same on every device. */
export function compareMoments(a: Moment, b: Moment): number {
  if (a.ts !== b.ts) return a.ts - b.ts;
  if (a.eventId === b.eventId) return 0;
  return a.eventId < b.eventId ? -1 : 1;
}
