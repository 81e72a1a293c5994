import { NS, type UserId } from "@paceline/protocol";
import type { AnswerStatus, Party, Roster, Rsvp } from "@paceline/protocol/events";
import { person, type BuiltEvent, type EventOverrides, type RoomBook } from "./room-book.ts";

type Who = UserId | string;

/** A structured answer: `rsvp(book, "ana", card, "yes", { guests: 2 })`. */
export const rsvp = (
  book: RoomBook,
  sender: Who,
  card: BuiltEvent,
  status: AnswerStatus = "yes",
  answer: Partial<Rsvp> = {},
  overrides?: EventOverrides,
): BuiltEvent<Rsvp> => {
  const content: Rsvp = {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card.event_id },
    status,
    guests: 0,
    ...answer,
  };
  return book.add({ type: `${NS}.rsvp`, sender, content }, overrides);
};

export const party = (who: Who, guests = 0): Party => ({ user: person(who), guests });

/** The sequencer's decision about a card. Names stand for parties without guests. */
export const roster = (
  book: RoomBook,
  sender: Who,
  card: BuiltEvent,
  seats: {
    readonly confirmed?: readonly (Party | string)[];
    readonly waitlist?: readonly (Party | string)[];
    readonly epoch?: number;
    readonly seq?: number;
  } = {},
  overrides?: EventOverrides,
): BuiltEvent<Roster> => {
  const parties = (list: readonly (Party | string)[] = []): Party[] =>
    list.map((entry) => (typeof entry === "string" ? party(entry) : entry));
  const content: Roster = {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card.event_id },
    epoch: seats.epoch ?? 0,
    seq: seats.seq ?? 0,
    confirmed: parties(seats.confirmed),
    waitlist: parties(seats.waitlist),
  };
  return book.add({ type: `${NS}.roster`, sender, content }, overrides);
};
