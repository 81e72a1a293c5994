import type { EventId, UserId } from "@paceline/protocol";
import type { MeetupBlock, Roster } from "@paceline/protocol/events";
import type { StandingAnswer } from "../answers/index.ts";
import { answerSteps, standingAnswers } from "../answers/index.ts";
import type { AnswerFact, AnswerScope } from "../answers/index.ts";
import { compareMoments } from "../answers/index.ts";
import type { Seat, Seats, Wish } from "./seats.ts";
import { heads, SeatPlan } from "./seats.ts";
import type { SentRoster } from "./winning.ts";

/** What a card says about seats. */
export type Limits = Pick<MeetupBlock, "capacity" | "rsvp_by">;

/** How a meetup looks to a reader now. */
export type Seating = Seats & {
  /** `roster`: exactly what the sequencer decided; `provisional`: what the rule gives until it decides. */
  readonly order: "roster" | "provisional";
  /** Heads confirmed, guests included. */
  readonly going: number;
  /** Seats that are free, never negative; absent without a limit. */
  readonly left?: number;
};

/**
 * Who is in and who waits, for showing. Without a roster: the rule over all answers in order of `(origin_server_ts, event_id)`. With
 * one: the rule continued from it. Somebody the roster names and whose answer is not known here (sent before this reader
 * joined, not yet decrypted) stays where the roster put them.
 */
export function seating(card: Limits, facts: Iterable<AnswerFact>, roster?: Roster, scope: AnswerScope = {}): Seating {
  const seats = roster === undefined ? fromTheStart(card, facts, scope) : onwards(card, facts, roster, scope);
  const going = heads(seats.confirmed);
  return {
    ...seats,
    order: roster !== undefined && sameSeats(roster, seats) ? "roster" : "provisional",
    going,
    ...(card.capacity === undefined ? {} : { left: Math.max(0, card.capacity - going) }),
  };
}

function fromTheStart(card: Limits, facts: Iterable<AnswerFact>, scope: AnswerScope): Seats {
  const plan = new SeatPlan(card.capacity);
  for (const step of answerSteps(facts, scope)) {
    if (step.status === "yes") plan.wish(wishOf(step, card));
    else plan.drop(step.user);
  }
  return plan.seats();
}

function onwards(card: Limits, facts: Iterable<AnswerFact>, roster: Roster, scope: AnswerScope): Seats {
  const standing = standingAnswers(facts, scope);
  const unknown = (seat: Seat): boolean => !standing.has(seat.user);
  const yes = [...standing.values()].filter(saysYes).sort((a, b) => compareMoments(a.since, b.since));
  return settle(card, roster, yes, unknown);
}

export type Sequencing = {
  readonly card: EventId;
  readonly meetup: Limits & Pick<MeetupBlock, "sequencer">;
  /** Who publishes: this account. */
  readonly me: UserId;
  /** The roster that counts so far, see `winningRoster`. */
  readonly previous?: SentRoster | undefined;
  /**
   * Standing answers in the order in which this sequencer received them (by `since.eventId`). It must know them all, no open gap, because whoever
   * is missing here loses their seat.
   */
  readonly answers: readonly StandingAnswer[];
  /** People whose newest answer cannot be read: they keep the place they have, and hold up nobody else. */
  readonly unsure?: ReadonlySet<UserId> | undefined;
  readonly instance?: string | undefined;
};

/**
 * What the sequencer publishes next; `undefined` where the last roster still holds, or where nothing is limited and
 * none was ever needed. Taking over from somebody else raises the epoch.
 */
export function nextRoster({ card, meetup, me, previous, answers, unsure, instance }: Sequencing): Roster | undefined {
  const limited = meetup.capacity !== undefined || meetup.rsvp_by !== undefined;
  if (previous === undefined && !limited) return undefined;
  const before = previous?.roster ?? NOBODY;
  const seats = settle(meetup, before, answers.filter(saysYes), ({ user }) => unsure?.has(user) === true);
  if (sameSeats(before, seats)) return undefined;
  return {
    v: 1,
    "m.relates_to": { rel_type: "m.reference", event_id: card },
    ...place(previous, me, meetup.sequencer),
    ...(instance === undefined ? {} : { instance }),
    confirmed: [...seats.confirmed],
    waitlist: [...seats.waitlist],
  };
}

function place(previous: SentRoster | undefined, me: UserId, sequencer: UserId): Pick<Roster, "epoch" | "seq"> {
  if (previous === undefined) return { epoch: me === sequencer ? 0 : 1, seq: 0 };
  const { epoch, seq } = previous.roster;
  return previous.sender === me ? { epoch, seq: seq + 1 } : { epoch: epoch + 1, seq: 0 };
}

/** One step from a roster to the next. `yes`: everybody who says yes, newcomers in the order in which they are let in. */
function settle(card: Limits, before: Seats, yes: readonly StandingAnswer[], stays: (seat: Seat) => boolean): Seats {
  const wishes = new Map(yes.map((answer) => [answer.user, wishOf(answer, card)]));
  const plan = new SeatPlan(card.capacity);
  for (const { user, guests } of before.confirmed) {
    const wish = wishes.get(user);
    if (wish !== undefined) plan.keep({ user, guests: Math.min(guests, wish.guests) });
    else if (stays({ user, guests })) plan.keep({ user, guests });
  }
  for (const { user, guests } of before.waitlist) {
    const wish = wishes.get(user);
    if (wish !== undefined) plan.wish(wish);
    else if (stays({ user, guests })) plan.wish({ user, guests, late: false, grewLate: false });
  }
  for (const wish of wishes.values()) plan.wish(wish);
  return plan.seats();
}

const NOBODY: Seats = { confirmed: [], waitlist: [] };
const saysYes = (answer: StandingAnswer): boolean => answer.status === "yes";

function wishOf(answer: StandingAnswer, card: Limits): Wish {
  const deadline = card.rsvp_by === undefined ? Number.POSITIVE_INFINITY : Date.parse(card.rsvp_by);
  const { user, guests } = answer;
  return { user, guests, late: answer.since.ts > deadline, grewLate: answer.grew.ts > deadline };
}

function sameSeats(a: Seats, b: Seats): boolean {
  return same(a.confirmed, b.confirmed) && same(a.waitlist, b.waitlist);
}
const same = (a: readonly Seat[], b: readonly Seat[]): boolean =>
  a.length === b.length && a.every((seat, i) => seat.user === b[i]?.user && seat.guests === b[i]?.guests);
