import { eventId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import * as fc from "fast-check";
import type { AnswerFact, AnswerGiven, AnswerRedacted, GivenAnswer, ReactionGiven } from "@paceline/domain/answers";

export const person = (name: string): UserId => userId(`@${name}:example.org`);

/** `$e7` said at second 7 by `name`, unless told otherwise. */
export const answered = (
  name: string,
  ts: number,
  status: GivenAnswer["status"] = "yes",
  more: Partial<GivenAnswer> = {},
): AnswerGiven => ({
  is: "AnswerGiven",
  eventId: eventId(`$e${ts}`),
  sender: person(name),
  ts,
  answer: { status, guests: 0, ...more },
});

export const reacted = (name: string, ts: number, key = "✅"): ReactionGiven => ({
  is: "ReactionGiven",
  eventId: eventId(`$e${ts}`),
  sender: person(name),
  ts,
  key,
});

export const redacted = (ts: number): AnswerRedacted => ({ is: "AnswerRedacted", target: eventId(`$e${ts}`) });

const NAMES = ["ada", "ben", "cleo", "dev", "eli", "fay"];
const KEYS = ["✅", "👍🏽", "✔️", "❔", "🤔", "❌", "👎", "🎉"];

/** A club's day: answers, reactions and redactions of six people; times collide, ids do not. */
export const clubDay: fc.Arbitrary<AnswerFact[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      ts: fc.integer({ min: 1, max: 30 }),
      says: fc.oneof(
        fc.record({
          status: fc.constantFrom(
            "yes" as const,
            "yes" as const,
            "maybe" as const,
            "no" as const,
            "withdrawn" as const,
          ),
          guests: fc.integer({ min: 0, max: 3 }),
        }),
        fc.constantFrom(...KEYS),
      ),
      redacted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
    { maxLength: 40 },
  )
  .map((said) =>
    said.flatMap(({ name, ts, says, redacted }, index): AnswerFact[] => {
      const id = eventId(`$e${index}`);
      const base = { eventId: id, sender: person(name), ts };
      const fact: AnswerFact =
        typeof says === "string"
          ? { ...base, is: "ReactionGiven", key: says }
          : { ...base, is: "AnswerGiven", answer: says };
      return redacted ? [fact, { is: "AnswerRedacted", target: id }] : [fact];
    }),
  );

/** The same facts as another client may have met them: in any order, some of them twice. */
const retold = (facts: readonly AnswerFact[]): fc.Arbitrary<AnswerFact[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
      fc.subarray([...facts]),
      fc.infiniteStream(fc.nat()),
    )
    .map(([all, again, places]) => {
      const out = [...all];
      for (const fact of again) out.splice((places.next().value ?? 0) % (out.length + 1), 0, fact);
      return out;
    });

export const meetAgain = clubDay.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
