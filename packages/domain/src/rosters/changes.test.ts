import { expect, test } from "vitest";
import { answered, person, reacted } from "../../test/facts.ts";
import { standingAnswers } from "../answers/index.ts";
import { rosterChanges, rosterNotice, toldInWords } from "./index.ts";

const [ADA, BEN, CLEO, DEV, ELI] = [person("ada"), person("ben"), person("cleo"), person("dev"), person("eli")];
const alone = (user: typeof ADA) => ({ user, guests: 0 });
const FIRST = { confirmed: [alone(ADA)], waitlist: [alone(BEN), alone(CLEO)] };
const NEXT = { confirmed: [alone(BEN)], waitlist: [alone(CLEO), alone(DEV), alone(ELI)] };

test("E3 changes say who moved up, who waits at which place, who is in and who is gone", () => {
  expect(rosterChanges(FIRST, NEXT)).toEqual({
    promoted: [alone(BEN)],
    waiting: [
      { ...alone(DEV), place: 2 },
      { ...alone(ELI), place: 3 },
    ],
    confirmed: [],
    gone: [alone(ADA)],
  });
  expect(rosterChanges(undefined, FIRST)).toMatchObject({ confirmed: [alone(ADA)], promoted: [], gone: [] });
});

test("E3 who answered by reaction is told in words and mentioned, who sees the card is not", () => {
  const standing = standingAnswers([reacted("ben", 1), answered("cleo", 2), reacted("dev", 3), answered("eli", 4)]);
  const told = toldInWords(rosterChanges(FIRST, NEXT), standing);
  const name = (user: string) => user.slice(1, 2).toUpperCase() + user.slice(2, user.indexOf(":"));
  expect(rosterNotice(told, "Sunday gravel", name)).toEqual({
    body: [
      "Ben: a place has become free, you are in for Sunday gravel.",
      "Dev: you are on the waiting list of Sunday gravel, at place 2.",
    ].join("\n"),
    mentions: [BEN, DEV],
  });
  expect(rosterNotice(told, "Sunday gravel", name, "de")?.body.split("\n")).toEqual([
    "Ben: Ein Platz ist frei geworden, du bist dabei: Sunday gravel.",
    "Dev: Du stehst auf der Warteliste von Sunday gravel, an Stelle 2.",
  ]);
  expect(rosterNotice({ promoted: [], waiting: [] }, "Sunday gravel", name)).toBeUndefined();
});

test("E2 somebody whose party changed and who keeps their seat is told nothing", () => {
  const bigger = { ...FIRST, confirmed: [{ user: ADA, guests: 1 }] };
  expect(rosterChanges(FIRST, bigger)).toEqual({ promoted: [], waiting: [], confirmed: [], gone: [] });
});
