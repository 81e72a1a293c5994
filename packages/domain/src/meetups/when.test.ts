import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { describe, expect, test } from "vitest";
import { answersClosed, cancelledMeetup, compareMeetups, isOver, startMs } from "./index.ts";

const SUNDAY = MeetupBlock.parse(EVENTS.meetup.sample);
const at = (change: Partial<MeetupBlock>): MeetupBlock => ({ ...SUNDAY, ...change });

describe("when", () => {
  const hour = 3_600_000;
  test("E6 start, over and closed follow the instant, not the reader's clock face", () => {
    const start = startMs(SUNDAY);
    expect(start).toBe(Date.UTC(2026, 10, 22, 8));
    expect([isOver(SUNDAY, start + 2 * hour), isOver(SUNDAY, start + 3 * hour)]).toEqual([false, true]);
    const withEnd = at({ end: { ...SUNDAY.start, utc: "2026-11-22T14:00:00Z" } });
    expect([isOver(withEnd, start + 5 * hour), isOver(withEnd, start + 6 * hour)]).toEqual([false, true]);
  });

  test("E2 answers close at the deadline, at the start and when it is cancelled", () => {
    const start = startMs(SUNDAY);
    const deadline = at({ rsvp_by: "2026-11-21T08:00:00Z" });
    expect([answersClosed(SUNDAY, start - 1), answersClosed(SUNDAY, start)]).toEqual([false, true]);
    expect([answersClosed(deadline, start - 24 * hour), answersClosed(deadline, start - 24 * hour + 1)]).toEqual([
      false,
      true,
    ]);
    expect(answersClosed(cancelledMeetup(SUNDAY), 0)).toBe(true);
  });

  test("E9 the soonest comes first, and equal starts have one order everywhere", () => {
    const late = at({ start: { ...SUNDAY.start, utc: "2026-11-22T09:00:00Z" }, title: "A" });
    const [b, c] = [at({ title: "B" }), at({ title: "B", uid: "z" })];
    expect([late, c, b].sort(compareMeetups)).toEqual([b, c, late]);
  });
});
