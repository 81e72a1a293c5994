export { rosterChanges, toldInWords } from "./changes.ts";
export type { RosterChanges } from "./changes.ts";
export { nextRoster, seating } from "./roster.ts";
export type { Limits, Seating, Sequencing } from "./roster.ts";
export { heads } from "./seats.ts";
export type { Seat, Seats } from "./seats.ts";
export { organisersOf, rosterKeepers, winningRoster } from "./winning.ts";
export type { SentRoster } from "./winning.ts";
export { rosterNotice } from "./notice.ts";
