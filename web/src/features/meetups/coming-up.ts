import type { MeetupRow } from "@paceline/protocol/port";

/** A meetup without an end counts as under way for this long. */
const ASSUMED_LENGTH_MS = 3 * 3_600_000;

export const isOver = (meetup: MeetupRow, now: number): boolean =>
  (meetup.endMs ?? meetup.startMs + ASSUMED_LENGTH_MS) < now;

/** What lies ahead, soonest first. Cancelled ones stay in the lists but never are "next". */
export function comingUp(meetups: readonly MeetupRow[], now: number): readonly MeetupRow[] {
  const ahead = meetups.filter((meetup) => !isOver(meetup, now)).sort((a, b) => a.startMs - b.startMs);
  const first = ahead.findIndex((meetup) => meetup.block.status !== "cancelled" && meetup.mine?.status !== "no");
  if (first <= 0) return ahead;
  return [...ahead.slice(first, first + 1), ...ahead.slice(0, first), ...ahead.slice(first + 1)];
}
