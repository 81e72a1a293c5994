import { describeMeetup } from "@paceline/domain/meetups";
import { NS, type UserId } from "@paceline/protocol";
import type { MeetupBlock, MeetupUpdate } from "@paceline/protocol/events";
import { edit, message } from "./messages.ts";
import { person, type BuiltEvent, type EventOverrides, type RoomBook } from "./room-book.ts";

type Who = UserId | string;
const BLOCK = `${NS}.meetup`;
type Card = { readonly [BLOCK]: MeetupBlock };

/** A ride on Sunday, 2026-11-22, nine in the morning in Berlin. */
export const meetup = (overrides: Partial<MeetupBlock> = {}): MeetupBlock => ({
  v: 1,
  uid: "6f9a2c@example.org",
  title: "Sunday gravel, river loop",
  sport: "gravel",
  start: { utc: "2026-11-22T08:00:00Z", local: "2026-11-22T09:00:00", timeZone: "Europe/Berlin" },
  status: "confirmed",
  place: { name: "Boathouse car park", uri: "geo:52.5163,13.3777" },
  distance_m: 62_000,
  pace_groups: [{ id: "B", name: "B, steady", speed_kmh: 24 }],
  organizers: [],
  sequencer: person("jonas"),
  sequence: 0,
  ...overrides,
});

/** A card in the timeline; its sender is also its sequencer unless told otherwise. */
export const meetupCard = (
  book: RoomBook,
  sender: Who = "jonas",
  block: Partial<MeetupBlock> = {},
  overrides?: EventOverrides,
): BuiltEvent<{ readonly msgtype: string; readonly body: string } & Card> => {
  const whole = meetup({ sequencer: person(sender), ...block });
  return message(book, sender, describeMeetup(whole), { [BLOCK]: whole }, overrides);
};

/** The author's change of a card, with `sequence` one higher unless told otherwise. */
export const meetupEdit = (
  book: RoomBook,
  card: BuiltEvent<Card>,
  change: Partial<MeetupBlock>,
  overrides?: EventOverrides & { readonly sender?: Who },
) => {
  const before = card.content[BLOCK];
  const whole: MeetupBlock = { ...before, sequence: before.sequence + 1, ...change };
  return edit(book, card, describeMeetup(whole), { [BLOCK]: whole }, overrides);
};

/** A co-organiser's change, which is an event of its own. */
export const meetupUpdate = (
  book: RoomBook,
  sender: Who,
  card: BuiltEvent<Card>,
  change: Partial<MeetupBlock>,
  overrides?: EventOverrides,
): BuiltEvent<MeetupUpdate> => {
  const before = card.content[BLOCK];
  const content: MeetupUpdate = {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card.event_id },
    meetup: { ...before, sequence: before.sequence + 1, ...change },
  };
  return book.add({ type: `${NS}.meetup_update`, sender, content }, overrides);
};
