import { z } from "zod";
import { jsonBytes } from "../bytes.ts";
import { NS } from "../namespace.ts";
import {
  Count,
  defineEvent,
  GeoUri,
  LocalTime,
  RoomIdShape,
  TimeZone,
  UserIdShape,
  UtcInstant,
  Whole,
} from "./spec.ts";

export const SPORTS = [
  "cycling",
  "gravel",
  "mtb",
  "running",
  "trail",
  "swimming",
  "triathlon",
  "walking",
  "skiing",
  "other",
] as const;
export type Sport = (typeof SPORTS)[number];

/** A moment that people agree on: the wall time and zone are what was meant, `utc` is what it came to when written. */
export const MeetupTime = z.looseObject({ utc: UtcInstant, local: LocalTime, timeZone: TimeZone });
export type MeetupTime = z.infer<typeof MeetupTime>;

export const MeetupPlace = z.looseObject({
  name: z.string().min(1).max(200),
  uri: GeoUri.optional(),
});
export type MeetupPlace = z.infer<typeof MeetupPlace>;

export const PaceGroup = z.looseObject({
  /** Short key that an answer names: "A". */
  id: z.string().min(1).max(16),
  name: z.string().min(1).max(80),
  speed_kmh: Whole.min(1).max(100).optional(),
});
export type PaceGroup = z.infer<typeof PaceGroup>;

/** Who leads or sweeps: the whole meetup, or one of its pace groups. Counts as the card's word, so whoever may change the card says it. */
export const RidePart = z.looseObject({
  user: UserIdShape,
  part: z.enum(["lead", "sweep"]),
  /** `id` of a pace group; absent: the whole meetup. */
  pace: z.string().min(1).max(16).optional(),
});
export type RidePart = z.infer<typeof RidePart>;

/** A lead and a sweep for each pace group, and for those of any pace. */
const MAX_RIDE_PARTS = 26;

const Block = z.looseObject({
  v: z.literal(1),
  /** Globally unique and the same over all changes (iCalendar UID). */
  uid: z.string().min(1).max(255),
  title: z.string().min(1).max(200),
  sport: z.enum(SPORTS).catch("other"),
  start: MeetupTime,
  end: MeetupTime.optional(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  place: MeetupPlace.optional(),
  distance_m: Count.optional(),
  ascent_m: Count.optional(),
  pace_groups: z.array(PaceGroup).max(12).default([]),
  /** People who fit, guests included; absent means no limit. */
  capacity: Whole.min(1).max(100_000).optional(),
  /** Answers after this instant count as late: they wait. */
  rsvp_by: UtcInstant.optional(),
  notes: z.string().max(4_000).optional(),
  organizers: z.array(UserIdShape).max(20).default([]),
  /** Who decides the order of the roster: the author, or the bot in clear rooms. */
  sequencer: UserIdShape,
  rrule: z.string().max(500).optional(),
  exdates: z.array(UtcInstant).max(366).optional(),
  /** Its own room, for chat and live positions. A room is the meetup's only where card and room name each other. */
  companion_room: RoomIdShape.optional(),
  parts: z.array(RidePart).max(MAX_RIDE_PARTS).optional(),
  /** Grows with every change (iCalendar SEQUENCE). */
  sequence: Count,
});

/** A block is smaller than this as JSON: an edit carries it twice and must still fit into one encrypted event. */
export const MAX_MEETUP_BYTES = 20_000;

/** A ride, run or training. Names follow JSCalendar (RFC 8984) where it has them. */
export const MeetupBlock = Block.refine((block) => jsonBytes(block) < MAX_MEETUP_BYTES, "too large for a card");
export type MeetupBlock = z.infer<typeof MeetupBlock>;

export const meetupEvent = defineEvent({
  type: `${NS}.meetup`,
  carrier: "block",
  maySend: ["author"],
  schema: MeetupBlock,
  sample: {
    v: 1,
    uid: "6f9a2c@example.org",
    title: "Sunday gravel, river loop",
    sport: "gravel",
    start: { utc: "2026-11-22T08:00:00Z", local: "2026-11-22T09:00:00", timeZone: "Europe/Berlin" },
    status: "confirmed",
    place: { name: "Boathouse car park", uri: "geo:52.5163,13.3777" },
    distance_m: 62_000,
    ascent_m: 640,
    pace_groups: [{ id: "B", name: "B, steady", speed_kmh: 24 }],
    capacity: 16,
    organizers: [],
    sequencer: "@jonas:example.org" as z.input<typeof UserIdShape>,
    sequence: 0,
  },
});
