import { expect, test } from "vitest";
import { jonas, mila } from "../../gallery/samples/people.ts";
import { CHAT } from "../../gallery/samples/rooms.ts";
import { at } from "../../gallery/samples/time.ts";
import { message } from "../../gallery/samples/timeline.ts";
import { timelineItems } from "./timeline-items.ts";

const day = (ts: number) => new Date(ts).toISOString().slice(0, 10);
const rows = [
  message("1", jonas, at("2026-11-20", "18:00"), "one"),
  message("2", jonas, at("2026-11-20", "18:02"), "two"),
  message("3", jonas, at("2026-11-20", "18:20"), "later"),
  message("4", mila, at("2026-11-21", "09:00"), "morning"),
];
const flags = (older: "more" | "start", readUpTo?: string) =>
  timelineItems(
    rows,
    { roomId: CHAT, older, ...(readUpTo === undefined ? {} : { readUpTo: rows[Number(readUpTo)]!.eventId! }) },
    day,
  );

test("M2 messages of one person within five minutes are one run", () => {
  expect(flags("start").map(({ first, last }) => [first, last])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test("M2 each day begins with its line, the first loaded one only where history begins", () => {
  expect(flags("start").map((item) => item.day)).toEqual([true, false, false, true]);
  expect(flags("more").map((item) => item.day)).toEqual([false, false, false, true]);
});

test("M10 the New line stands before the first message after what was read", () => {
  expect(flags("start", "1").map((item) => item.fresh)).toEqual([false, false, true, false]);
  expect(flags("start", "3").some((item) => item.fresh)).toBe(false);
  expect(flags("start").some((item) => item.fresh)).toBe(false);
});
