import type { UserId } from "@paceline/protocol";
import type { MeetupBlock, RidePart } from "@paceline/protocol/events";

type Parted = Pick<MeetupBlock, "parts">;

/** Who has this part; `pace`: in that pace group, absent: in the whole meetup. The first where a card names two. */
export const whoHas = (meetup: Parted, part: RidePart["part"], pace?: string): UserId | undefined =>
  meetup.parts?.find((one) => one.part === part && one.pace === pace)?.user;

/** The block in which a person has the part instead of whoever had it; without `user` nobody has. */
export function withPart(
  before: MeetupBlock,
  { part, pace, user }: Pick<RidePart, "part" | "pace"> & { readonly user?: UserId | undefined },
): MeetupBlock {
  const { parts = [], ...rest } = before;
  const others = parts.filter((one) => one.part !== part || one.pace !== pace);
  const fresh = user === undefined ? [] : [{ user, part, ...(pace === undefined ? {} : { pace }) }];
  const now = [...others, ...fresh];
  return { ...rest, ...(now.length === 0 ? {} : { parts: now }), sequence: before.sequence + 1 };
}

/**
 * What somebody is in a ride. Who may change the card decides, and every reader reads it from there; only where the card names nobody does
 * it count what people say of themselves with their position.
 */
export function partOf(meetup: Parted, user: UserId, said: RidePart["part"] | undefined): RidePart["part"] | undefined {
  const { parts = [] } = meetup;
  if (parts.length === 0) return said;
  return parts.find((one) => one.user === user && whoHas(meetup, one.part, one.pace) === user)?.part;
}
