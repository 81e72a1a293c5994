import type { MeetupDraft } from "@paceline/protocol/port";

/** All sports of the protocol in the order people look for them; the type makes sure that none is missing. */
const ORDER: Readonly<Record<MeetupDraft["sport"], number>> = {
  cycling: 0,
  gravel: 1,
  mtb: 2,
  running: 3,
  trail: 4,
  swimming: 5,
  triathlon: 6,
  walking: 7,
  skiing: 8,
  other: 9,
};

export const SPORT_CHOICES = (Object.keys(ORDER) as MeetupDraft["sport"][]).sort((a, b) => ORDER[a] - ORDER[b]);
