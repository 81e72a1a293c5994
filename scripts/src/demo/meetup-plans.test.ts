import fc from "fast-check";
import { expect, test } from "vitest";
import { userId } from "@paceline/protocol";
import { MeetupBlock } from "@paceline/protocol/events";
import { demoAnswer } from "./club.ts";
import { dayAfter, meetupsOf, mondayOf, nightLightsWeek, riversideWeek } from "./meetup-plans.ts";
import { everybody } from "./people.ts";

const bot = userId("@paceline:paceline.localhost");
const week = (monday: string) => meetupsOf([...riversideWeek, ...nightLightsWeek], monday, bot);

test("D4 a week begins on the Monday of the club's zone", () => {
  expect(mondayOf(Date.parse("2026-11-21T08:00:00Z"))).toBe("2026-11-16");
  expect(mondayOf(Date.parse("2026-11-16T00:30:00+01:00"))).toBe("2026-11-16");
  expect(mondayOf(Date.parse("2026-11-15T23:30:00+01:00"))).toBe("2026-11-09");
});

test("D4 every card of every week is whole, lies in its week, and has an id of its own", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("2026-01-01"), max: new Date("2032-01-01"), noInvalidDate: true }), (date) => {
      const monday = mondayOf(date.getTime());
      const blocks = week(monday).map(({ block }) => MeetupBlock.parse(block));
      expect(new Set(blocks.map(({ uid }) => uid)).size).toBe(riversideWeek.length + nightLightsWeek.length);
      for (const { start, end } of blocks) {
        expect(start.local >= `${monday}T00:00`).toBe(true);
        expect(start.local < `${dayAfter(monday, 7)}T00:00`).toBe(true);
        expect(Date.parse(end?.utc ?? "")).toBeGreaterThan(Date.parse(start.utc));
      }
    }),
  );
});

test("D4 the gravel ride is full, so that its waitlist can be seen; no answer is the same for everybody", () => {
  const gravel = riversideWeek.findIndex(({ key }) => key === "gravel");
  const { block } = meetupsOf(riversideWeek, "2026-11-16", bot)[gravel] ?? {};
  if (!block) throw new Error("no gravel ride");
  const answers = everybody.map((_, index) => demoAnswer(index, gravel, block));
  const coming = answers.filter((answer) => answer?.status === "yes");
  expect(coming.length).toBeGreaterThan(block.capacity ?? 0);
  expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set(["yes", "maybe", "no", undefined]));
});
