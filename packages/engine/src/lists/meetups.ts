import { answersClosed, endMs, isOver, mayChangeCard, seating, startMs, tally } from "@paceline/domain";
import type { Seat, StandingAnswer } from "@paceline/domain";
import type { RoomId, UserId } from "@paceline/protocol";
import type { Attendee, Delivery, MeetupRow, Person } from "@paceline/protocol/port";
import type { Dossier } from "../meetups/dossier.ts";
import type { RoomRecord } from "../projection/room-record.ts";

/** Past meetups shown at most this long after their start. */
export const KEPT_MS = 60 * 24 * 60 * 60 * 1_000;

export type MeetupInput = {
  readonly dossier: Dossier;
  readonly room: RoomRecord;
  readonly club: { readonly id: RoomId; readonly name: string } | undefined;
  readonly person: (user: UserId) => Person;
  readonly me: UserId;
  readonly now: number;
  /** Of my newest answer, where it has not come back. */
  readonly delivery: Delivery | undefined;
  /** The room that the card names. */
  readonly companion: MeetupRow["room"] | undefined;
};

/** One card as it is shown. */
export function meetupRow({ dossier, room, club, person, me, now, delivery, companion }: MeetupInput): MeetupRow {
  const { meetup, author, changed } = dossier.now;
  const { standing, facts, roster, isMember } = dossier;
  const seats = seating(meetup, facts, roster?.roster, { isMember });
  const answers = tally(standing);
  const attendee = ({ user, guests }: Seat): Attendee => {
    const answer = standing.get(user);
    return {
      ...person(user),
      guests,
      ...(answer?.pace === undefined ? {} : { pace: answer.pace }),
      ...(answer?.note === undefined ? {} : { note: answer.note }),
    };
  };
  const end = endMs(meetup);
  const mine = standing.get(me);
  const waiting = seats.waitlist.findIndex(({ user }) => user === me) + 1;
  return {
    id: dossier.id,
    roomId: room.id,
    encrypted: room.encrypted,
    author,
    authorName: person(author).name,
    block: meetup,
    startMs: startMs(meetup),
    changed,
    order: seats.order,
    confirmed: seats.confirmed.map(attendee),
    waitlist: seats.waitlist.map(attendee),
    maybe: answers.maybe.map(attendee),
    no: answers.no.map(attendee),
    going: seats.going,
    answersClosed: answersClosed(meetup, now),
    may: {
      answer: room.rights.send && meetup.status !== "cancelled" && !isOver(meetup, now),
      change: room.rights.send && mayChangeCard(author, meetup, me),
    },
    ...(companion === undefined ? {} : { room: companion }),
    ...(club === undefined ? {} : { clubId: club.id, clubName: club.name }),
    ...(end === undefined ? {} : { endMs: end }),
    ...(seats.left === undefined ? {} : { left: seats.left }),
    ...(mine === undefined ? {} : { mine: myAnswer(mine, waiting, delivery ?? { is: "sent" }) }),
  };
}

const myAnswer = (
  { status, guests, pace, note }: StandingAnswer,
  waiting: number,
  delivery: Delivery,
): NonNullable<MeetupRow["mine"]> => ({
  status,
  guests,
  delivery,
  ...(pace === undefined ? {} : { pace }),
  ...(note === undefined ? {} : { note }),
  ...(waiting > 0 ? { waiting } : {}),
});
