import { eventId } from "@paceline/protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answered, clubDay, meetAgain, person, reacted, redacted } from "../../test/facts.ts";
import type { AnswerFact } from "./index.ts";
import { answerOfReaction, answerSteps, standingAnswers, tally } from "./index.ts";

const stand = (facts: readonly AnswerFact[], name = "ada") => standingAnswers(facts).get(person(name));

describe("reaction keys", () => {
  test.each([
    ["✅", "yes"],
    ["👍", "yes"],
    ["👍🏿", "yes"],
    ["✔", "yes"],
    ["✔️", "yes"],
    ["❔", "maybe"],
    ["❓", "maybe"],
    ["❓️", "maybe"],
    ["🤔", "maybe"],
    ["❌", "no"],
    ["👎🏻", "no"],
    ["✖️", "no"],
    ["✖", "no"],
  ])("E2 %s says %s", (key, status) => {
    expect(answerOfReaction(key)).toBe(status);
  });

  test.each(["🎉", "", "✅✅", "yes", "constructor", "\u{FE0F}"])("E2 %j says nothing", (key) => {
    expect(answerOfReaction(key)).toBeUndefined();
  });
});

describe("standing answers", () => {
  test("E2 the newest answer of a person counts, by time and then by event id", () => {
    expect(stand([answered("ada", 2, "no"), answered("ada", 1, "yes")])).toMatchObject({ status: "no" });
    const twin = { ...answered("ada", 1, "maybe"), eventId: eventId("$zz") };
    expect(stand([twin, answered("ada", 1, "yes")])).toMatchObject({ status: "maybe" });
  });

  test("E2 a reaction counts until a newer structured answer, and again when it is the newer one", () => {
    expect(stand([reacted("ada", 1, "❌"), answered("ada", 2)])).toMatchObject({ status: "yes", by: "answer" });
    expect(stand([answered("ada", 1), reacted("ada", 2, "❌")])).toMatchObject({ status: "no", by: "reaction" });
  });

  test("E2 of several standing reactions the newest counts; a redacted one uncovers the one before", () => {
    const both = [reacted("ada", 1, "✅"), reacted("ada", 2, "❌")];
    expect(stand(both)).toMatchObject({ status: "no" });
    expect(stand([...both, redacted(2)])).toMatchObject({ status: "yes", since: { ts: 1 } });
  });

  test("E2 somebody whose answers are all redacted has withdrawn; somebody never heard of is unknown", () => {
    expect(stand([reacted("ada", 1), redacted(1)])).toMatchObject({ status: "withdrawn" });
    expect(stand([redacted(1)])).toBeUndefined();
    const emptied = { ...redacted(1), sender: person("ada") };
    expect(stand([emptied])).toMatchObject({ status: "withdrawn" });
    expect(stand([emptied, answered("ada", 2)])).toMatchObject({ status: "yes" });
  });

  test("E2 a reaction that repeats the standing answer keeps its guests, pace and note", () => {
    const facts = [answered("ada", 1, "yes", { guests: 2, pace: "B", note: "late start" }), reacted("ada", 5, "👍")];
    expect(stand(facts)).toMatchObject({ guests: 2, pace: "B", note: "late start", by: "reaction", since: { ts: 1 } });
    expect(stand([...facts, reacted("ada", 6, "❌"), reacted("ada", 7, "✅")])).toMatchObject({
      guests: 0,
      since: { ts: 7 },
    });
  });

  test("E3 a changed note keeps the place in line, a no in between loses it, more guests are dated by themselves", () => {
    const yes = answered("ada", 1);
    expect(stand([yes, answered("ada", 3, "yes", { note: "hi" })])).toMatchObject({
      since: { ts: 1 },
      grew: { ts: 1 },
    });
    expect(stand([yes, answered("ada", 2, "no"), answered("ada", 3)])).toMatchObject({ since: { ts: 3 } });
    expect(
      stand([yes, answered("ada", 3, "yes", { guests: 1 }), answered("ada", 4, "yes", { guests: 1 })]),
    ).toMatchObject({
      since: { ts: 1 },
      grew: { ts: 3 },
    });
  });

  test("E4 answers to one date of a series say nothing about another", () => {
    const first = answered("ada", 1, "yes", { instance: "2026-11-22T08:00:00Z" });
    const second = answered("ada", 2, "no", { instance: "2026-11-29T08:00:00Z" });
    const at = (instance?: string) => standingAnswers([first, second], { instance }).get(person("ada"))?.status;
    expect([at("2026-11-22T08:00:00.000Z"), at("2026-11-29T08:00:00Z"), at()]).toEqual(["yes", "no", undefined]);
  });

  test("C1 whoever left the club holds no answer", () => {
    const isMember = () => false;
    expect(standingAnswers([answered("ada", 1)], { isMember }).get(person("ada"))).toMatchObject({
      status: "withdrawn",
    });
  });

  test("E2 shuffled and doubled facts give the same answers, steps and tally", () => {
    fc.assert(
      fc.property(meetAgain, ([facts, again]) => {
        expect(standingAnswers(again)).toEqual(standingAnswers(facts));
        expect(answerSteps(again)).toEqual(answerSteps(facts));
        expect(tally(standingAnswers(again))).toEqual(tally(standingAnswers(facts)));
      }),
    );
  });

  test("E2 facts that come in pieces, decrypted late, end at the same answers", () => {
    const known = fc.tuple(clubDay, fc.nat());
    fc.assert(
      fc.property(known, ([facts, cut]) => {
        const late = facts.slice(0, cut % (facts.length + 1));
        const first = facts.slice(late.length);
        expect(standingAnswers([...first, ...late])).toEqual(standingAnswers(facts));
      }),
    );
  });

  test("E2 a redacted answer changes nothing about who comes", () => {
    fc.assert(
      fc.property(clubDay, (facts) => {
        const gone = new Set(facts.flatMap((fact) => (fact.is === "AnswerRedacted" ? [fact.target] : [])));
        const left = facts.filter((fact) => fact.is !== "AnswerRedacted" && !gone.has(fact.eventId));
        expect(tally(standingAnswers(facts))).toEqual(tally(standingAnswers(left)));
      }),
    );
  });
});

test("E2 the tally lists each person once, in order of place, and counts heads with guests", () => {
  const facts = [
    answered("ben", 1, "yes", { guests: 2 }),
    answered("ada", 2),
    reacted("cleo", 3, "❔"),
    answered("dev", 4, "no"),
    answered("eli", 5, "withdrawn"),
  ];
  const { yes, maybe, no, heads } = tally(standingAnswers(facts));
  const names = [yes, maybe, no].map((list) => list.map(({ user }) => user));
  expect(names).toEqual([[person("ben"), person("ada")], [person("cleo")], [person("dev")]]);
  expect(heads).toBe(4);
});
