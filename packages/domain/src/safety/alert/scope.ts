import type { UserId } from "@paceline/protocol";

/** Whose word counts in a circle. The event's sender decides, never the `sender` inside a block. */
export type CircleScope = {
  /** The owner of the circle's room (power 100): raises, updates and ends alerts. */
  readonly athlete: UserId;
  /** The bridge's bot: believed about an overdue timer and nothing else. */
  readonly bot?: UserId | undefined;
  /** Who is joined: may acknowledge. */
  readonly isMember: (user: UserId) => boolean;
};
