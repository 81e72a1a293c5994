import type { z } from "zod";
import { alertEvent } from "./alert.ts";
import { announcementEvent } from "./announcement.ts";
import { beaconEvent } from "./beacon.ts";
import { beaconInfoEvent } from "./beacon-info.ts";
import { channelEvent } from "./channel.ts";
import { circleEvent } from "./circle.ts";
import { clubEvent } from "./club.ts";
import { meetupEvent } from "./meetup.ts";
import { meetupIndexEvent } from "./meetup-index.ts";
import { meetupUpdateEvent } from "./meetup-update.ts";
import { platformEvent } from "./platform.ts";
import { roleEvent } from "./role.ts";
import { rosterEvent } from "./roster.ts";
import { rsvpEvent } from "./rsvp.ts";
import { safetyTimerEvent } from "./safety-timer.ts";
import { sealedFixEvent } from "./sealed-fix.ts";
import { sosBellEvent } from "./sos-bell.ts";
import type { EventSpec } from "./spec.ts";
import { trackerEvent } from "./tracker.ts";

/** Every event that we read by a schema, by the name the code uses: ours, and the live shares of MSC3672. The one place that lists them. */
export const EVENTS = {
  club: clubEvent,
  channel: channelEvent,
  role: roleEvent,
  announcement: announcementEvent,
  meetup: meetupEvent,
  meetupUpdate: meetupUpdateEvent,
  rsvp: rsvpEvent,
  roster: rosterEvent,
  meetupIndex: meetupIndexEvent,
  circle: circleEvent,
  alert: alertEvent,
  safetyTimer: safetyTimerEvent,
  sosBell: sosBellEvent,
  beaconInfo: beaconInfoEvent,
  beacon: beaconEvent,
  tracker: trackerEvent,
  sealedFix: sealedFixEvent,
  platform: platformEvent,
} as const satisfies Record<string, EventSpec>;

export type EventName = keyof typeof EVENTS;
export type ContentOf<Name extends EventName> = z.output<(typeof EVENTS)[Name]["schema"]>;
