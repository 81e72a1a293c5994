export { FIRST_TIMESTAMP, person, RoomBook } from "./room-book.ts";
export type { BuiltEvent, EventOverrides, NewEvent } from "./room-book.ts";
export { edit, encrypted, message, reaction, redacted, redaction, reply } from "./messages.ts";
export { BOT, channel, clubSpace, clubState, CREW, member, state } from "./rooms.ts";
export type { Crew } from "./rooms.ts";
export { meetup, meetupCard, meetupEdit, meetupUpdate } from "./meetups.ts";
export { party, roster, rsvp } from "./answers.ts";
