export { effectiveMeetup } from "./card.ts";
export type { CardEdited, CardFact, CardPosted, CardRedacted, CardUpdated, EffectiveMeetup } from "./card.ts";
export { changedFields, describeCancellation, describeChanges, describeMeetup } from "./describe.ts";
export { DRAFT_PROBLEM_CODES, draftProblems, MAX_DRAFT_BYTES } from "./draft.ts";
export type { DraftProblem, DraftProblemCode } from "./draft.ts";
export { cancelledMeetup, draftOf, newMeetup, revisedMeetup } from "./revision.ts";
export { answersClosed, compareMeetups, endMs, isOver, startMs, USUAL_LENGTH_MS } from "./when.ts";
export { ENGLISH_MEETUP_WORDS, MEETUP_FIELDS } from "./words.ts";
export type { MeetupField, MeetupWords } from "./words.ts";
