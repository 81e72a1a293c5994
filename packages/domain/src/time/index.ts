export { clockDifference, isTimeZone, meetupTime, timeInZone } from "./zones.ts";
export type { ExactTime } from "./zones.ts";
