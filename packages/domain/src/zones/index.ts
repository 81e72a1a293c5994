export { clip } from "./clip.ts";
export type { ClippedTrack, RecordedPoint } from "./clip.ts";
export { hiddenOf, isHidden } from "./zone.ts";
export type { Hidden, Zone, ZoneChance } from "./zone.ts";
