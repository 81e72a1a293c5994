/* Event types of proposals, apart from their schemas, for whoever only looks at types. */

/** Type of a live share's state event while the proposal is open (MSC3672); Element X sends and reads this one. */
export const BEACON_INFO = "org.matrix.msc3672.beacon_info";
/** Type of its positions. */
export const BEACON = "org.matrix.msc3672.beacon";
