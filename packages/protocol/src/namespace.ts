/** Prefix of every event type, account data type and push rule of ours. Never renamed after a release. */
export const NS = "club.paceline";
