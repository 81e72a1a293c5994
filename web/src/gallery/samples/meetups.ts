import { eventId, roomId } from "@paceline/protocol";
import type { Attendee, MeetupRow, Person } from "@paceline/protocol/port";
import { ana, ines, jonas, kira, lea, mila, nils, omar, priya, rui, sam, tom } from "./people.ts";
import { NIGHT, RIDES, RIVERSIDE } from "./rooms.ts";
import { at, ZONE } from "./time.ts";

export const GRAVEL = eventId("$gravel");
const TRACK = eventId("$track");
const COFFEE = eventId("$coffee");
const BEGINNERS = eventId("$beginners");

const comes = (person: Person, pace?: string, guests = 0): Attendee => ({
  userId: person.userId,
  name: person.name,
  guests,
  ...(pace === undefined ? {} : { pace }),
});
const heads = (people: readonly Attendee[]): number => people.reduce((sum, one) => sum + 1 + one.guests, 0);

type Shape = {
  readonly id: typeof GRAVEL;
  readonly title: string;
  readonly day: string;
  readonly time: string;
  readonly place: string;
  readonly uri?: string;
  readonly block?: Partial<MeetupRow["block"]>;
  readonly row?: Partial<MeetupRow>;
};

function meetup({ id, title, day, time, place, uri, block = {}, row = {} }: Shape): MeetupRow {
  const startMs = at(day, time);
  const confirmed = row.confirmed ?? [];
  const going = heads(confirmed);
  const { capacity } = block;
  return {
    id,
    roomId: RIDES,
    clubId: RIVERSIDE,
    clubName: "Riverside Wheelers",
    encrypted: true,
    author: jonas.userId,
    authorName: jonas.name,
    startMs,
    changed: false,
    order: "roster",
    confirmed,
    waitlist: [],
    maybe: [],
    no: [],
    going,
    ...(capacity === undefined ? {} : { left: Math.max(0, capacity - going) }),
    answersClosed: false,
    may: { answer: true, change: false },
    ...row,
    block: {
      v: 1,
      uid: `${id.slice(1)}@example.org`,
      title,
      sport: "gravel",
      start: { utc: new Date(startMs).toISOString(), local: `${day}T${time}:00`, timeZone: ZONE },
      status: "confirmed",
      place: { name: place, ...(uri === undefined ? {} : { uri }) },
      pace_groups: [],
      organizers: [],
      sequencer: jonas.userId,
      sequence: 0,
      ...block,
    },
  };
}

export const gravel = meetup({
  id: GRAVEL,
  title: "Sunday gravel, river loop",
  day: "2026-11-22",
  time: "09:00",
  place: "Boathouse car park",
  uri: "geo:48.1302,11.5868",
  block: {
    distance_m: 62_000,
    ascent_m: 640,
    capacity: 16,
    rsvp_by: "2026-11-21T19:00:00Z",
    notes:
      "Same loop as last month, but we skip the closed bridge. Lights front and rear, please: it is grey until ten. Café stop at the mill.",
    pace_groups: [
      { id: "A", name: "Fast", speed_kmh: 28 },
      { id: "B", name: "Steady", speed_kmh: 24 },
      { id: "C", name: "No drop", speed_kmh: 20 },
    ],
  },
  row: {
    mine: { status: "yes", guests: 0, pace: "B", delivery: { is: "sent" } },
    confirmed: [
      comes(tom, "A"),
      comes(lea, "A"),
      comes(nils, "A"),
      comes(ana, "B"),
      comes(mila, "B"),
      comes(priya, "B", 2),
      comes(jonas, "B"),
      comes(rui, "B"),
      comes(ines, "C"),
      comes(omar, "C", 2),
    ],
    waitlist: [comes(sam), comes(kira, "B", 1)],
    maybe: [comes({ userId: nils.userId, name: "Noor Haddad" }), comes(sam), comes(kira)],
    may: { answer: true, change: true },
  },
});

const { mine: _gone, ...open } = gravel;
export const gravelOpen: MeetupRow = { ...open, going: 13, left: 3, waitlist: [] };

const track = meetup({
  id: TRACK,
  title: "Track night, 6 × 800 m",
  day: "2026-11-24",
  time: "18:30",
  place: "Stadium, lane 1",
  uri: "geo:48.1741,11.5495",
  block: { sport: "running" },
  row: {
    roomId: roomId("!nl-rides:example.org"),
    clubId: NIGHT,
    clubName: "Night Lights",
    mine: { status: "yes", guests: 0, delivery: { is: "sent" } },
    confirmed: [comes(ana), comes(lea), comes(tom)],
    encrypted: false,
  },
});
export const coffee = meetup({
  id: COFFEE,
  title: "Coffee and intervals",
  day: "2026-11-26",
  time: "06:15",
  place: "Old bridge",
  uri: "geo:48.1125,11.5590",
  block: { sport: "cycling" },
  row: { confirmed: [comes(jonas), comes(mila)] },
});
export const beginners = meetup({
  id: BEGINNERS,
  title: "Beginners, 30 km, no drop",
  day: "2026-11-28",
  time: "10:00",
  place: "Boathouse car park",
  block: { capacity: 4, distance_m: 30_000 },
  row: {
    mine: { status: "yes", guests: 0, waiting: 4, delivery: { is: "sent" } },
    confirmed: [comes(priya), comes(ines), comes(omar), comes(sam)],
    waitlist: [comes(rui), comes(kira), comes(nils), comes(ana)],
  },
});

export const meetups: readonly MeetupRow[] = [gravel, track, coffee, beginners];
