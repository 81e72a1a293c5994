import type { z } from "zod";
import { announcementEvent } from "./announcement.ts";
import { channelEvent } from "./channel.ts";
import { clubEvent } from "./club.ts";
import { meetupEvent } from "./meetup.ts";
import { meetupIndexEvent } from "./meetup-index.ts";
import { meetupUpdateEvent } from "./meetup-update.ts";
import { roleEvent } from "./role.ts";
import { rosterEvent } from "./roster.ts";
import { rsvpEvent } from "./rsvp.ts";
import type { EventSpec } from "./spec.ts";

/** Every event of ours, by the name the code uses. The one place that lists them. */
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
} as const satisfies Record<string, EventSpec>;

export type EventName = keyof typeof EVENTS;
export type ContentOf<Name extends EventName> = z.output<(typeof EVENTS)[Name]["schema"]>;
