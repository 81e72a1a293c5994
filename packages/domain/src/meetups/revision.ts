import type { UserId } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { MeetupDraft } from "@paceline/protocol/port";

/** A new card's block. `uid` is globally unique; `sequencer` is the author, or the bot in a clear room. */
export const newMeetup = (draft: MeetupDraft, card: { uid: string; sequencer: UserId }): MeetupBlock => ({
  ...draftOnly(draft),
  v: 1,
  uid: card.uid,
  status: "confirmed",
  organizers: [],
  sequencer: card.sequencer,
  sequence: 0,
});

/** The block of a change: what the draft holds replaces what it held before, what is no part of a draft stays. */
export function revisedMeetup(before: MeetupBlock, draft: MeetupDraft): MeetupBlock {
  const kept = Object.entries(before).filter(([key]) => !DRAFT_KEYS.has(key));
  return { ...(Object.fromEntries(kept) as MeetupBlock), ...draftOnly(draft), sequence: before.sequence + 1 };
}

/** The block of a cancellation. A cancelled card keeps its answers, so that people can be told. */
export const cancelledMeetup = (before: MeetupBlock): MeetupBlock => ({
  ...before,
  status: "cancelled",
  sequence: before.sequence + 1,
});

/** What a person fills in; a form that edits a card begins with this. */
export const draftOf = (meetup: MeetupBlock): MeetupDraft => draftOnly(meetup);

const KEYS = {
  title: true,
  sport: true,
  start: true,
  end: true,
  place: true,
  distance_m: true,
  ascent_m: true,
  pace_groups: true,
  capacity: true,
  rsvp_by: true,
  notes: true,
} satisfies Record<keyof MeetupDraft, true>;
const DRAFT_KEYS: ReadonlySet<string> = new Set(Object.keys(KEYS));

/** Only the draft's own keys, and those only where they have a value: an absent field is no field on the wire. */
function draftOnly(draft: MeetupDraft): MeetupDraft {
  const filled = Object.entries(draft).filter(([key, value]) => DRAFT_KEYS.has(key) && value !== undefined);
  return Object.fromEntries(filled) as MeetupDraft;
}
