import { expect, test } from "vitest";
import { judgeIds, judgeRosters } from "./roster-oracle.ts";

const answers = [
  { eventId: "$a1", user: "ana", yes: true },
  { eventId: "$b1", user: "ben", yes: true },
  { eventId: "$a2", user: "ana", yes: false },
  { eventId: "$b2", user: "ben", yes: false },
  { eventId: "$a3", user: "ana", yes: true },
];
/** Rosters of these people, one after the other. */
const rosters = (...rows: readonly string[]) =>
  rows.map((row, at) => ({ eventId: `$r${at}`, confirmed: row.split(" ").filter(Boolean) }));

const FINE = { lost: [], doubled: [], outOfOrder: [], unexplained: [] };

test("B1 the oracle of rosters finds one for each answer, whoever is in first", () => {
  expect(judgeRosters(answers, rosters("ana", "ana ben", "ben", "", "ana"))).toEqual({ ...FINE, counted: 5 });
});

test("B1 the oracle of rosters names the answer that was lost, also where two share one roster", () => {
  expect(judgeRosters(answers, rosters("ana", "ana ben", "ben", "")).lost).toEqual(["$a3"]);
  expect(judgeRosters(answers, rosters("ana ben", "ben", "", "ana"))).toEqual({ ...FINE, counted: 4, lost: ["$a1"] });
});

test("B1 the oracle of rosters names the answer whose effect was doubled", () => {
  expect(judgeRosters(answers, rosters("ana", "ana ben", "ana ben", "ben", "", "ana"))).toEqual({
    ...FINE,
    counted: 6,
    doubled: ["$b1"],
  });
});

test("B1 the oracle of rosters sees a wrong order, and a roster that nobody's answer explains", () => {
  expect(judgeRosters(answers, rosters("ben", "ana ben", "ben", "", "ana")).outOfOrder).toEqual(["$a1"]);
  expect(judgeRosters(answers, rosters("ana", "ana ben", "ben", "", "ana", "ana eve")).unexplained).toEqual(["$r5"]);
  expect(judgeRosters(answers.slice(0, 1), rosters("ana", "", "ana")).unexplained).toEqual(["$r1", "$r2"]);
});

test("B1 counting by event id names what is missing and what is there twice, and leaves others alone", () => {
  expect(judgeIds(["$1", "$2", "$3"], ["$2", "$x", "$3", "$3", "$x"])).toEqual({ lost: ["$1"], doubled: ["$3"] });
});
