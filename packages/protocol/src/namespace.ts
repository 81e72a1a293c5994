/** Prefix of every event type, account data type and push rule of ours. Never renamed after a release. */
export const NS = "club.paceline";

/** The event type that rings; here because the first rows of a start need its name and no schema. */
export const SOS_BELL = `${NS}.sos_bell`;
