export { decode } from "./decode.ts";
export type { Decoded } from "./decode.ts";
export { EVENTS } from "./registry.ts";
export type { ContentOf, EventName } from "./registry.ts";
export type { EventSpec, Sender } from "./spec.ts";
export {
  ALERT_CATEGORIES,
  ALERT_KINDS,
  ALERT_STATUSES,
  AlertArea,
  AlertBlock,
  AlertId,
  AlertInfo,
  AlertParameters,
  AlertReference,
  CERTAINTIES,
  SEVERITIES,
  URGENCIES,
} from "./alert.ts";
export type { AlertCategory } from "./alert.ts";
export { AnnouncementBlock } from "./announcement.ts";
export { Beacon, MAX_TRACK_FIXES, Track, TrackFix } from "./beacon.ts";
export { BeaconInfo } from "./beacon-info.ts";
export { CHANNEL_KINDS, ChannelState } from "./channel.ts";
export type { ChannelKind } from "./channel.ts";
export { Circle, MAX_TIER } from "./circle.ts";
export { ClubState } from "./club.ts";
export { MAX_MEETUP_BYTES, MeetupBlock, MeetupPlace, MeetupTime, PaceGroup, RidePart, SPORTS } from "./meetup.ts";
export type { Sport } from "./meetup.ts";
export { MeetupIndex } from "./meetup-index.ts";
export { MeetupUpdate } from "./meetup-update.ts";
export { PlatformName, PlatformState } from "./platform.ts";
export { ROLES, RoleState } from "./role.ts";
export type { Role } from "./role.ts";
export { Party, Roster } from "./roster.ts";
export { ANSWERS, MAX_GUESTS, Rsvp } from "./rsvp.ts";
export type { AnswerStatus } from "./rsvp.ts";
export { SafetyTimer, TIMER_MODES } from "./safety-timer.ts";
export type { TimerMode } from "./safety-timer.ts";
export { SealedFix } from "./sealed-fix.ts";
export { SosBell } from "./sos-bell.ts";
export { Tracker } from "./tracker.ts";
