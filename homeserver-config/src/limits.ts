/** A token bucket as Synapse knows it: `burst` actions at once, refilled at `perSecond`. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** Every limit of Synapse that a club can run into. Beyond one, Synapse answers 429 with `Retry-After`. */
export type RateLimits = {
  readonly message: Rate;
  readonly loginPerAddress: Rate;
  readonly loginPerAccount: Rate;
  readonly failedLogin: Rate;
  readonly joinLocal: Rate;
  readonly joinRemote: Rate;
  readonly joinPerRoom: Rate;
  readonly invitePerRoom: Rate;
  readonly invitePerInvitee: Rate;
  readonly invitePerIssuer: Rate;
  readonly roomCreation: Rate;
  /** Cancelling, restarting and sending delayed events: a running safety timer does this every few minutes. */
  readonly delayedEventManagement: Rate;
  readonly userDirectory: Rate;
};

/**
 * For a club: an evening of chat, a wave of answers to a new meetup or an outbox of a long ride emptied at once never
 * meets a limit; a script that floods does.
 */
export const clubLimits: RateLimits = {
  message: { perSecond: 10, burst: 100 },
  loginPerAddress: { perSecond: 0.5, burst: 30 },
  loginPerAccount: { perSecond: 0.1, burst: 10 },
  failedLogin: { perSecond: 0.1, burst: 6 },
  joinLocal: { perSecond: 2, burst: 40 },
  joinRemote: { perSecond: 0.5, burst: 15 },
  joinPerRoom: { perSecond: 5, burst: 60 },
  invitePerRoom: { perSecond: 2, burst: 60 },
  invitePerInvitee: { perSecond: 0.2, burst: 20 },
  invitePerIssuer: { perSecond: 2, burst: 100 },
  roomCreation: { perSecond: 0.2, burst: 20 },
  delayedEventManagement: { perSecond: 5, burst: 50 },
  userDirectory: { perSecond: 1, burst: 200 },
};

const unbounded: Rate = { perSecond: 10_000, burst: 10_000 };

/** For tests that are not about limits: one address logs in dozens of people and fills rooms as fast as it can. */
export const openLimits: RateLimits = {
  message: unbounded,
  loginPerAddress: unbounded,
  loginPerAccount: unbounded,
  failedLogin: unbounded,
  joinLocal: unbounded,
  joinRemote: unbounded,
  joinPerRoom: unbounded,
  invitePerRoom: unbounded,
  invitePerInvitee: unbounded,
  invitePerIssuer: unbounded,
  roomCreation: unbounded,
  delayedEventManagement: unbounded,
  userDirectory: unbounded,
};
