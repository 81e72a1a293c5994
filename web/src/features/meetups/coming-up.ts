import type { MeetupRow } from "@paceline/protocol/port";

/** A meetup without an end counts as under way for this long. */
const ASSUMED_LENGTH_MS = 3 * 3_600_000;

export const isOver = (meetup: MeetupRow, now: number): boolean =>
  (meetup.endMs ?? meetup.startMs + ASSUMED_LENGTH_MS) < now;

/** What is not over, soonest first. */
export const comingUp = (meetups: readonly MeetupRow[], now: number): readonly MeetupRow[] =>
  meetups.filter((meetup) => !isOver(meetup, now)).sort((a, b) => a.startMs - b.startMs);

/** The next one to go to: not begun, not cancelled, not declined; else whatever comes first. */
export const nextOf = (ahead: readonly MeetupRow[], now: number): MeetupRow | undefined =>
  ahead.find((meetup) => meetup.startMs > now && meetup.block.status !== "cancelled" && meetup.mine?.status !== "no") ??
  ahead[0];
