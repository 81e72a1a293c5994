import { expect, test } from "vitest";
import { decode } from "./decode.ts";

const index = (cards: unknown) => decode("meetupIndex", { v: 1, cards });
const entry = { card: "$card", start: "2026-11-22T08:00:00Z" };

test("E1 an index may be empty and holds at most a hundred cards", () => {
  expect(index([]).is).toBe("valid");
  expect(index(Array.from({ length: 100 }, () => entry)).is).toBe("valid");
  expect(index(Array.from({ length: 101 }, () => entry))).toEqual({ is: "malformed", path: "cards" });
});

test("E1 an entry names an event and its start", () => {
  expect(index([{ ...entry, card: "card" }])).toEqual({ is: "malformed", path: "cards.0.card" });
  expect(index([{ card: "$card" }])).toEqual({ is: "malformed", path: "cards.0.start" });
});
