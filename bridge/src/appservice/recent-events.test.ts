import { expect, test } from "vitest";
import { createRecentEvents } from "./recent-events.ts";

test("B1 an event counts once, in one pass and over passes", () => {
  const recent = createRecentEvents(["$before"]);
  expect(recent.add("$before")).toBe(false);
  expect(recent.add("$new")).toBe(true);
  expect(recent.add("$new")).toBe(false);
  recent.keep();
  expect(recent.add("$new")).toBe(false);
});

test("B1 what a pass added counts no more when the pass was taken back", () => {
  const recent = createRecentEvents([]);
  recent.add("$lost");
  recent.drop();
  expect(recent.add("$lost")).toBe(true);
});

test("B1 the oldest are forgotten first, and only above the bound", () => {
  const recent = createRecentEvents(["$1", "$2", "$3"], 2);
  expect(recent.add("$2")).toBe(false);
  expect(recent.add("$3")).toBe(false);
  expect(recent.add("$1")).toBe(true);
});
