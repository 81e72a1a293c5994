import type { UserId } from "@paceline/protocol";
import type { AnswerStatus } from "@paceline/protocol/events";
import type { AnswerFact, AnswerGiven, AnswerRedacted, Moment, ReactionGiven } from "./facts.ts";
import { compareMoments } from "./facts.ts";
import { answerOfReaction } from "./reaction-keys.ts";

/** Where one person stands after everything they said so far. */
export type StandingAnswer = {
  readonly user: UserId;
  /** `withdrawn` also when every answer of theirs was redacted, or when they are no longer a member. */
  readonly status: AnswerStatus;
  readonly guests: number;
  readonly pace?: string;
  readonly note?: string;
  /** How they said it last. Who answered by reaction is told their place in words, because their client shows no card. */
  readonly by: "answer" | "reaction";
  /** Their newest answer. */
  readonly at: Moment;
  /** Since when they have said this without a break: their place in line. A changed note or pace does not lose it. */
  readonly since: Moment;
  /** Since when they have wanted at least this many seats; equals `since` unless they asked for more guests later. */
  readonly grew: Moment;
};

export type AnswerScope = {
  /** Start of the date that is asked about; absent for a meetup that happens once. */
  readonly instance?: string | undefined;
  /** Who may still take part. Absent: everybody. People who left or were banned hold no seat. */
  readonly isMember?: ((user: UserId) => boolean) | undefined;
};

type Given = AnswerGiven | ReactionGiven;

/**
 * Every answer that stands, in order of time, each with where its sender stood after it. A function of the set of facts.
 * Reactions that are no answer are left out.
 */
export function answerSteps(facts: Iterable<AnswerFact>, scope: AnswerScope = {}): readonly StandingAnswer[] {
  const { given, redacted } = sortOut(facts, scope);
  const last = new Map<UserId, StandingAnswer>();
  const steps: StandingAnswer[] = [];
  for (const fact of given) {
    if (redacted.has(fact.eventId) || scope.isMember?.(fact.sender) === false) continue;
    const step = next(last.get(fact.sender), fact);
    last.set(fact.sender, step);
    steps.push(step);
  }
  return steps;
}

/** Each person's standing answer. People of whom nothing but redacted answers is known stand as `withdrawn`. */
export function standingAnswers(
  facts: Iterable<AnswerFact>,
  scope: AnswerScope = {},
): ReadonlyMap<UserId, StandingAnswer> {
  const all = [...facts];
  const standing = new Map<UserId, StandingAnswer>();
  for (const fact of all.filter(isRedaction).sort((a, b) => (a.target < b.target ? -1 : 1)))
    if (fact.sender !== undefined) standing.set(fact.sender, withdrawn(fact.sender, { ts: 0, eventId: fact.target }));
  for (const fact of sortOut(all, scope).given) standing.set(fact.sender, withdrawn(fact.sender, momentOf(fact)));
  for (const step of answerSteps(all, scope)) standing.set(step.user, step);
  return standing;
}

function sortOut(facts: Iterable<AnswerFact>, scope: AnswerScope) {
  const given = new Map<string, Given>();
  const redacted = new Set<string>();
  const wanted = instanceMs(scope.instance);
  for (const fact of facts) {
    if (fact.is === "AnswerRedacted") redacted.add(fact.target);
    else if (saysSomething(fact) && instanceMs(instanceOf(fact)) === wanted) given.set(fact.eventId, fact);
  }
  return { given: [...given.values()].sort(compareMoments), redacted };
}

const saysSomething = (fact: Given): boolean => fact.is === "AnswerGiven" || answerOfReaction(fact.key) !== undefined;
const instanceOf = (fact: Given): string | undefined =>
  fact.is === "AnswerGiven" ? fact.answer.instance : fact.instance;
/** One instant can be written in several ways; `null` stands for a meetup that happens once. */
const instanceMs = (instance: string | undefined): number | null =>
  instance === undefined ? null : Date.parse(instance);
const isRedaction = (fact: AnswerFact): fact is AnswerRedacted => fact.is === "AnswerRedacted";
const momentOf = ({ ts, eventId }: Given): Moment => ({ ts, eventId });
const withdrawn = (user: UserId, at: Moment): StandingAnswer => ({
  user,
  status: "withdrawn",
  guests: 0,
  by: "answer",
  at,
  since: at,
  grew: at,
});
const carrier = (fact: Given): "answer" | "reaction" => (fact.is === "AnswerGiven" ? "answer" : "reaction");

function next(before: StandingAnswer | undefined, fact: Given): StandingAnswer {
  const at = momentOf(fact);
  const said = fact.is === "AnswerGiven" ? fact.answer : saidByReaction(before, fact.key);
  const goesOn = before !== undefined && before.status === said.status;
  return {
    user: fact.sender,
    status: said.status,
    guests: said.guests,
    ...(said.pace === undefined ? {} : { pace: said.pace }),
    ...(said.note === undefined ? {} : { note: said.note }),
    by: carrier(fact),
    at,
    since: goesOn ? before.since : at,
    grew: goesOn && said.guests <= before.guests ? before.grew : at,
  };
}

type Said = Pick<StandingAnswer, "status" | "guests" | "pace" | "note">;

/** A reaction can say no more than a status. One that repeats the standing status keeps its guests, pace and note. */
function saidByReaction(before: StandingAnswer | undefined, key: string): Said {
  const status = answerOfReaction(key) ?? "withdrawn";
  return before?.status === status ? before : { status, guests: 0 };
}
