import type { Rate, RateLimits } from "../limits.ts";

const bucket = (rate: Rate): Record<string, number> => ({ per_second: rate.perSecond, burst_count: rate.burst });

/** The limits under Synapse's names. */
export const limitSettings = (limits: RateLimits): Record<string, unknown> => ({
  rc_message: bucket(limits.message),
  rc_login: {
    address: bucket(limits.loginPerAddress),
    account: bucket(limits.loginPerAccount),
    failed_attempts: bucket(limits.failedLogin),
  },
  rc_joins: { local: bucket(limits.joinLocal), remote: bucket(limits.joinRemote) },
  rc_joins_per_room: bucket(limits.joinPerRoom),
  rc_invites: {
    per_room: bucket(limits.invitePerRoom),
    per_user: bucket(limits.invitePerInvitee),
    per_issuer: bucket(limits.invitePerIssuer),
  },
  rc_room_creation: bucket(limits.roomCreation),
  rc_delayed_event_mgmt: bucket(limits.delayedEventManagement),
  rc_user_directory: bucket(limits.userDirectory),
});
