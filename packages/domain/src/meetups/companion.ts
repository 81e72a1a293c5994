import type { RoomId, UserId } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import type { StandingAnswer } from "../answers/index.ts";
import { isOver } from "./when.ts";

/** The block that names a meetup's own room. */
export const withCompanion = (before: MeetupBlock, room: RoomId): MeetupBlock => ({
  ...before,
  companion_room: room,
  sequence: before.sequence + 1,
});

/** Whoever may change a card; they may open its room and invite into it. */
export const mayChangeCard = (author: UserId, { organizers }: Pick<MeetupBlock, "organizers">, user: UserId): boolean =>
  user === author || organizers.includes(user);

/** Where somebody stands in the room: `m.room.member` (spec). `ts` in ms by the homeserver; `own`: they said it themselves. */
export type Membership = { readonly is: string; readonly ts: number; readonly own: boolean };

export type Invitations = {
  readonly meetup: MeetupBlock;
  readonly author: UserId;
  /** Answers that stand. */
  readonly standing: ReadonlyMap<UserId, StandingAnswer>;
  /** Membership in the meetup's room; `undefined` for whoever was never there. */
  readonly membership: (user: UserId) => Membership | undefined;
  /** ms */
  readonly now: number;
};

/**
 * Who is to be invited into a meetup's room now: its organisers, and everybody whose yes or maybe stands, in the order in which they said it. Whoever
 * left or declined is asked again only when they answer anew; whoever was removed or banned is not asked. Nobody, once it is cancelled or over.
 */
export function whomToInvite({ meetup, author, standing, membership, now }: Invitations): readonly UserId[] {
  if (meetup.status === "cancelled" || isOver(meetup, now)) return [];
  const coming = [...standing.values()].filter(({ status }) => status === "yes" || status === "maybe");
  coming.sort((a, b) => a.since.ts - b.since.ts || (a.user < b.user ? -1 : 1));
  const wanted = new Set([author, ...meetup.organizers, ...coming.map(({ user }) => user)]);
  return [...wanted].filter((user) => {
    const there = membership(user);
    if (there === undefined || there.is === "knock") return true;
    if (there.is !== "leave" || !there.own) return false;
    const answer = coming.find((one) => one.user === user);
    return answer !== undefined && answer.at.ts > there.ts;
  });
}
