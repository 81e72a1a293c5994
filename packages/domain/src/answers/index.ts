export { compareMoments } from "./facts.ts";
export type { AnswerFact, AnswerGiven, AnswerRedacted, GivenAnswer, Moment, ReactionGiven } from "./facts.ts";
export { answerOfReaction } from "./reaction-keys.ts";
export { answerSteps, standingAnswers } from "./standing.ts";
export type { AnswerScope, StandingAnswer } from "./standing.ts";
export { tally } from "./tally.ts";
export type { Tally } from "./tally.ts";
