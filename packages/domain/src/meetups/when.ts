import type { MeetupBlock } from "@paceline/protocol/events";

type Timed = Pick<MeetupBlock, "start" | "end">;

/** Start in ms since 1970. `utc` is what every reader uses, so that all show the same instant whatever zone rules they have. */
export const startMs = (meetup: Timed): number => Date.parse(meetup.start.utc);
/** End in ms; absent where the card names none. */
export const endMs = (meetup: Timed): number | undefined =>
  meetup.end === undefined ? undefined : Date.parse(meetup.end.utc);

/** How long a meetup without an end counts as under way. */
export const USUAL_LENGTH_MS = 3 * 60 * 60 * 1000;

/** Over at `now` (ms): past its end, or its usual length. */
export const isOver = (meetup: Timed, now: number): boolean =>
  now >= (endMs(meetup) ?? startMs(meetup) + USUAL_LENGTH_MS);

/** New answers no longer get a seat by themselves: cancelled, begun, or past the deadline. */
export const answersClosed = (meetup: Timed & Pick<MeetupBlock, "status" | "rsvp_by">, now: number): boolean =>
  meetup.status === "cancelled" ||
  now >= startMs(meetup) ||
  (meetup.rsvp_by !== undefined && now > Date.parse(meetup.rsvp_by));

/** Soonest first; ties by title and uid, so that every device lists them alike. */
export function compareMeetups(a: MeetupBlock, b: MeetupBlock): number {
  return startMs(a) - startMs(b) || compareText(a.title, b.title) || compareText(a.uid, b.uid);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
