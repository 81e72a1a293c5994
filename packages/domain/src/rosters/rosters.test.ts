import { eventId } from "@paceline/protocol";
import type { Roster } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answered, clubDay, meetAgain, person, reacted, redacted } from "../../test/facts.ts";
import type { AnswerFact } from "../answers/index.ts";
import { answerSteps, compareMoments, standingAnswers } from "../answers/index.ts";
import type { Limits, Seat, SentRoster } from "./index.ts";
import { heads, nextRoster, seating } from "./index.ts";

const CARD = eventId("$card");
const JONAS = person("jonas");
const meetup = (limits: Limits) => ({ ...limits, sequencer: JONAS });
const names = (seats: readonly Seat[]) =>
  seats.map(({ user, guests }) => user.slice(1, user.indexOf(":")) + "+".repeat(guests));
const shown = (limits: Limits, facts: readonly AnswerFact[], roster?: Roster) => {
  const { confirmed, waitlist } = seating(limits, facts, roster);
  return { in: names(confirmed), waits: names(waitlist) };
};
const answersOf = (facts: readonly AnswerFact[]) =>
  [...standingAnswers(facts).values()].sort((a, b) => compareMoments(a.since, b.since));
const sent = (roster: Roster, id = "$r", sender = JONAS): SentRoster => ({ eventId: eventId(id), sender, roster });
/** What the sequencer says when it hears these facts all at once. */
const decide = (limits: Limits, facts: readonly AnswerFact[], previous?: SentRoster, me = JONAS) =>
  nextRoster({ card: CARD, meetup: meetup(limits), me, previous, answers: answersOf(facts) });
/** The sequencer that hears each fact by itself, in this order. */
const live = (limits: Limits, facts: readonly AnswerFact[]): Roster | undefined => {
  let previous: SentRoster | undefined;
  facts.forEach((_, index) => {
    const roster = decide(limits, facts.slice(0, index + 1), previous);
    if (roster !== undefined) previous = sent(roster);
  });
  return previous?.roster;
};

describe("provisional order", () => {
  test("E2 four answers for two seats: the first two by time, the others wait in order", () => {
    const facts = [answered("dev", 4), answered("ada", 1), answered("cleo", 3), reacted("ben", 2)];
    expect(shown({ capacity: 2 }, facts)).toEqual({ in: ["ada", "ben"], waits: ["cleo", "dev"] });
    expect(seating({ capacity: 2 }, facts)).toMatchObject({ order: "provisional", going: 2, left: 0 });
  });

  test("E2 without a limit everybody is in and no number of seats is left", () => {
    expect(seating({}, [answered("ada", 1, "yes", { guests: 10 })])).not.toHaveProperty("left");
  });

  test("E3 a party is not split, and a smaller one behind it moves up", () => {
    const facts = [
      answered("ada", 1, "yes", { guests: 1 }),
      answered("ben", 2, "yes", { guests: 1 }),
      answered("cleo", 3),
    ];
    expect(shown({ capacity: 3 }, facts)).toEqual({ in: ["ada+", "cleo"], waits: ["ben+"] });
  });

  test("E3 who withdraws makes room for the first waiting party that fits, and later waits behind", () => {
    const facts = [
      answered("ada", 1),
      answered("ben", 2),
      answered("cleo", 3),
      answered("ada", 4, "no"),
      answered("ada", 5),
    ];
    expect(shown({ capacity: 1 }, facts)).toEqual({ in: ["ben"], waits: ["cleo", "ada"] });
  });

  test("E3 fewer guests make room for who waits", () => {
    const facts = [
      answered("ada", 1, "yes", { guests: 2 }),
      answered("ben", 2),
      answered("ada", 3, "yes", { guests: 1 }),
    ];
    expect(shown({ capacity: 3 }, facts)).toEqual({ in: ["ada+", "ben"], waits: [] });
  });

  test("E3 a reaction taken back gives the seat away", () => {
    const facts = [reacted("ada", 1), answered("ben", 2), redacted(1)];
    expect(shown({ capacity: 1 }, facts)).toEqual({ in: ["ben"], waits: [] });
  });

  test("E3 more guests than fit: the seats one has stay, the rest comes when nobody waits for them", () => {
    const more = [
      answered("ada", 1),
      answered("ben", 2),
      answered("ada", 3, "yes", { guests: 1 }),
      answered("cleo", 4),
    ];
    expect(shown({ capacity: 2 }, more)).toEqual({ in: ["ada", "ben"], waits: ["cleo"] });
    const freed = [...more, answered("ben", 5, "no")];
    expect(shown({ capacity: 2 }, freed)).toEqual({ in: ["ada", "cleo"], waits: [] });
    expect(shown({ capacity: 2 }, [...freed, answered("cleo", 6, "no")])).toEqual({ in: ["ada+"], waits: [] });
  });

  test("E2 answers after the deadline wait although there is room, behind everybody in time", () => {
    const rsvp_by = "1970-01-01T00:00:00.010Z";
    const facts = [answered("ada", 5), answered("late", 11), answered("ben", 7), answered("cleo", 8)];
    expect(shown({ capacity: 2, rsvp_by }, facts)).toEqual({ in: ["ada", "ben"], waits: ["cleo", "late"] });
    const left = [...facts, answered("ada", 12, "no"), answered("ben", 13, "no")];
    expect(shown({ capacity: 2, rsvp_by }, left)).toEqual({ in: ["cleo"], waits: ["late"] });
    expect(shown({ capacity: 2 }, left)).toEqual({ in: ["cleo", "late"], waits: [] });
    const note = [
      ...facts,
      answered("ada", 12, "yes", { note: "two minutes late" }),
      answered("ben", 13, "yes", { guests: 3 }),
    ];
    expect(shown({ capacity: 9, rsvp_by }, note)).toEqual({ in: ["ada", "ben", "cleo"], waits: ["late"] });
  });
});

describe("the sequencer's roster", () => {
  test("E2 the first roster begins at epoch 0, the next keeps the order of receipt and counts up", () => {
    const first = decide({ capacity: 2 }, [answered("ada", 9), answered("ben", 8)])!;
    expect(first).toMatchObject({ epoch: 0, seq: 0, "m.relates_to": { event_id: CARD } });
    const next = decide({ capacity: 2 }, [answered("ada", 9), answered("ben", 8), answered("eli", 1)], sent(first))!;
    expect([names(next.confirmed), names(next.waitlist), next.seq]).toEqual([["ben", "ada"], ["eli"], 1]);
  });

  test("E2 nothing is published where nothing changed or nothing is limited", () => {
    const facts = [answered("ada", 1)];
    expect(decide({ capacity: 2 }, facts, sent(decide({ capacity: 2 }, facts)!))).toBeUndefined();
    expect(decide({}, facts)).toBeUndefined();
    expect(decide({ capacity: 2 }, [])).toBeUndefined();
  });

  test("E3 another organiser takes over with the next epoch and displaces nobody", () => {
    const first = decide({ capacity: 1 }, [answered("ben", 5), answered("cleo", 6)])!;
    const taken = decide(
      { capacity: 1 },
      [answered("ben", 5), answered("cleo", 6), answered("ada", 1)],
      sent(first),
      person("mia"),
    )!;
    expect([taken.epoch, taken.seq, names(taken.confirmed), names(taken.waitlist)]).toEqual([
      1,
      0,
      ["ben"],
      ["cleo", "ada"],
    ]);
    expect(decide({ capacity: 1 }, [answered("ben", 5)], undefined, person("mia"))).toMatchObject({ epoch: 1 });
  });

  test("E2 a lower capacity displaces nobody and lets nobody in; a higher one fills up in order", () => {
    const facts = [1, 2, 3, 4, 5].map((ts) => answered(["ada", "ben", "cleo", "dev", "eli"][ts - 1]!, ts));
    const three = decide({ capacity: 3 }, facts)!;
    expect(decide({ capacity: 1 }, facts, sent(three))).toBeUndefined();
    expect(seating({ capacity: 1 }, facts, three)).toMatchObject({ going: 3, left: 0, order: "roster" });
    const gone = decide({ capacity: 2 }, [...facts, answered("ada", 9, "no")], sent(three))!;
    expect([names(gone.confirmed), names(gone.waitlist)]).toEqual([
      ["ben", "cleo"],
      ["dev", "eli"],
    ]);
    expect(names(decide({ capacity: 4 }, facts, sent(three))!.confirmed)).toEqual(["ada", "ben", "cleo", "dev"]);
    expect(names(decide({}, facts, sent(three))!.waitlist)).toEqual([]);
  });

  test("E3 somebody whose answer cannot be read keeps their place, and the others go on", () => {
    const first = decide({ capacity: 2 }, [answered("ada", 1), answered("ben", 2), answered("cleo", 3)])!;
    const answers = answersOf([answered("cleo", 3), answered("dev", 4)]);
    const unsure = new Set([person("ada")]);
    const next = nextRoster({
      card: CARD,
      meetup: meetup({ capacity: 2 }),
      me: JONAS,
      previous: sent(first),
      answers,
      unsure,
    })!;
    expect([names(next.confirmed), names(next.waitlist)]).toEqual([["ada", "cleo"], ["dev"]]);
  });

  test("E2 a reader shows the roster, and the rule continued from it until the next one", () => {
    const facts = [answered("cleo", 7), answered("ben", 8)];
    const roster = decide({ capacity: 1 }, facts)!;
    const newer = [...facts, answered("ada", 1)];
    expect(shown({ capacity: 1 }, newer, roster)).toEqual({ in: ["cleo"], waits: ["ben", "ada"] });
    expect(seating({ capacity: 1 }, newer, roster).order).toBe("provisional");
    expect(seating({ capacity: 1 }, facts, roster).order).toBe("roster");
  });

  test("E2 a reader who cannot know an answer trusts the roster; one who knows of a no does not", () => {
    const roster = decide({ capacity: 2 }, [answered("ada", 1, "yes", { guests: 1 }), answered("ben", 2)])!;
    expect(shown({ capacity: 2 }, [], roster)).toEqual({ in: ["ada+"], waits: ["ben"] });
    expect(shown({ capacity: 2 }, [answered("ada", 3, "no")], roster)).toEqual({ in: ["ben"], waits: [] });
    const emptied = { ...redacted(1), sender: person("ada") };
    expect(shown({ capacity: 2 }, [emptied], roster)).toEqual({ in: ["ben"], waits: [] });
  });

  test("E2 hearing each answer as it was said gives the provisional order", () => {
    fc.assert(
      fc.property(clubDay, fc.integer({ min: 1, max: 8 }), (facts, capacity) => {
        const redactedIds = new Set(facts.flatMap((fact) => (fact.is === "AnswerRedacted" ? [fact.target] : [])));
        const inTime = facts
          .filter((fact) => fact.is !== "AnswerRedacted" && !redactedIds.has(fact.eventId))
          .sort((a, b) => (a.is !== "AnswerRedacted" && b.is !== "AnswerRedacted" ? compareMoments(a, b) : 0));
        const { confirmed, waitlist } = seating({ capacity }, facts);
        const roster = live({ capacity }, inTime);
        expect({ confirmed: roster?.confirmed ?? [], waitlist: roster?.waitlist ?? [] }).toEqual({
          confirmed,
          waitlist,
        });
      }),
    );
  });

  test("E2 seats are never oversold, nobody is in twice, and a party waits only where it does not fit", () => {
    fc.assert(
      fc.property(clubDay, fc.integer({ min: 1, max: 8 }), (facts, capacity) => {
        const { confirmed, waitlist, left, going } = seating({ capacity }, facts);
        expect(heads(confirmed)).toBe(going);
        expect(going).toBeLessThanOrEqual(capacity);
        for (const seat of waitlist) expect(1 + seat.guests).toBeGreaterThan(left ?? Infinity);
        const all = [...confirmed, ...waitlist].map(({ user }) => user);
        expect(new Set(all).size).toBe(all.length);
        const yes = [...standingAnswers(facts).values()].filter(({ status }) => status === "yes");
        expect(new Set(all)).toEqual(new Set(yes.map(({ user }) => user)));
      }),
    );
  });

  test("E3 no order of receipt displaces somebody who was confirmed and still says yes", () => {
    fc.assert(
      fc.property(
        meetAgain,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        ([, heard], before, after) => {
          let previous: SentRoster | undefined;
          heard.forEach((_, index) => {
            const known = heard.slice(0, index + 1);
            const roster = decide({ capacity: index % 2 ? before : after }, known, previous);
            if (roster === undefined) return;
            const standing = standingAnswers(known);
            const seated = (previous?.roster.confirmed ?? []).map(({ user }) => user);
            const keep = seated.filter((user) => standing.get(user)?.status === "yes");
            expect(roster.confirmed.map(({ user }) => user)).toEqual(expect.arrayContaining(keep));
            previous = sent(roster);
          });
        },
      ),
    );
  });

  test("E2 any order and repetition of facts shows the same seats, with and without a roster", () => {
    fc.assert(
      fc.property(meetAgain, fc.integer({ min: 1, max: 8 }), fc.nat({ max: 40 }), ([facts, again], capacity, cut) => {
        const roster = decide({ capacity }, facts.slice(0, cut));
        expect(seating({ capacity }, again, roster)).toEqual(seating({ capacity }, facts, roster));
      }),
    );
  });

  test("E2 a thousand answers are placed in under half a second", () => {
    const facts = Array.from({ length: 1_000 }, (_, ts) =>
      answered(`p${ts % 700}`, ts, ts % 7 ? "yes" : "no", { guests: ts % 3 }),
    );
    const start = performance.now();
    expect(seating({ capacity: 200 }, facts).going).toBeGreaterThan(195);
    expect(performance.now() - start).toBeLessThan(500);
    expect(answerSteps(facts)).toHaveLength(1_000);
  });
});
