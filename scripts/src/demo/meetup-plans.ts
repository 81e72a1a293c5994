import { newMeetup } from "@paceline/domain/meetups";
import { meetupTime } from "@paceline/domain/time";
import { serverOf } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import type { MeetupBlock, Sport } from "@paceline/protocol/events";
import { jonas, lea, nora, priya, sam } from "./people.ts";
import type { DemoPersonPlan } from "./people.ts";

export type DemoMeetup = { readonly key: string; readonly author: DemoPersonPlan; readonly block: MeetupBlock };

type Plan = {
  readonly key: string;
  readonly author: DemoPersonPlan;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly sport: Sport;
  readonly place: { readonly name: string; readonly uri: string };
  readonly distance_m?: number;
  readonly ascent_m?: number;
  readonly capacity?: number;
  readonly notes?: string;
  readonly pace_groups?: { id: string; name: string; speed_kmh: number }[];
};

const ZONE = "Europe/Berlin";
const DAY_MS = 86_400_000;

const boathouse = { name: "Boathouse car park", uri: "geo:52.4870,13.4690" };
const bridge = { name: "Oberbaum bridge, north side", uri: "geo:52.5017,13.4456" };
const station = { name: "Grunewald station, forest exit", uri: "geo:52.4883,13.2610" };
const lake = { name: "Plötzensee, lido gate", uri: "geo:52.5436,13.3306" };

export const riversideWeek: readonly Plan[] = [
  {
    key: "chaingang",
    author: jonas,
    weekday: 1,
    from: "18:30",
    to: "20:15",
    title: "Tuesday chain gang",
    sport: "cycling",
    place: boathouse,
    distance_m: 48_000,
    ascent_m: 210,
    capacity: 12,
    notes: "Two groups, through and off. Lights front and rear, no tri bars.",
    pace_groups: [
      { id: "A", name: "A, brisk", speed_kmh: 36 },
      { id: "B", name: "B, steady", speed_kmh: 31 },
    ],
  },
  {
    key: "skills",
    author: priya,
    weekday: 3,
    from: "18:00",
    to: "19:30",
    title: "Skills hour: cornering and braking",
    sport: "cycling",
    place: station,
    notes: "For everybody. Flat pedals welcome; we stay on the closed road.",
  },
  {
    key: "coffee",
    author: priya,
    weekday: 5,
    from: "08:30",
    to: "12:00",
    title: "Saturday coffee ride",
    sport: "cycling",
    place: bridge,
    distance_m: 74_000,
    ascent_m: 380,
    capacity: 24,
    notes: "Nobody is dropped. Stop at the mill after 40 km, cash only.",
    pace_groups: [
      { id: "B", name: "B, steady", speed_kmh: 28 },
      { id: "C", name: "C, easy", speed_kmh: 24 },
    ],
  },
  {
    key: "gravel",
    author: jonas,
    weekday: 6,
    from: "09:00",
    to: "13:30",
    title: "Sunday gravel, river loop",
    sport: "gravel",
    place: boathouse,
    distance_m: 62_000,
    ascent_m: 640,
    capacity: 6,
    notes: "Narrow paths, so six riders at most. 38 mm tyres or wider after the rain.",
    pace_groups: [{ id: "B", name: "B, steady", speed_kmh: 22 }],
  },
];

export const nightLightsWeek: readonly Plan[] = [
  {
    key: "canal",
    author: lea,
    weekday: 2,
    from: "20:00",
    to: "21:15",
    title: "Night run along the canal",
    sport: "running",
    place: lake,
    distance_m: 10_000,
    notes: "Head torch, please. We regroup at every bridge.",
    pace_groups: [
      { id: "5", name: "5:00 per km", speed_kmh: 12 },
      { id: "6", name: "6:00 per km", speed_kmh: 10 },
    ],
  },
  {
    key: "intervals",
    author: sam,
    weekday: 4,
    from: "19:00",
    to: "20:00",
    title: "Hill intervals, 8 × 90 s",
    sport: "running",
    place: station,
    capacity: 10,
  },
  {
    key: "swim",
    author: nora,
    weekday: 0,
    from: "07:00",
    to: "08:00",
    title: "Cold water, warm tea",
    sport: "swimming",
    place: lake,
    notes: "Never alone in the water: buoys on, in pairs.",
  },
];

/** Date of the Monday of the week that `ms` is in, in the club's zone: `2026-11-16`. */
export const mondayOf = (ms: number): string => {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, dateStyle: "short" }).format(ms);
  const day = new Date(`${date}T12:00:00Z`);
  return dayAfter(date, -((day.getUTCDay() + 6) % 7));
};

/** The meetups that a plan comes to in the week that begins on `monday`. The same week gives the same uids. */
export const meetupsOf = (plans: readonly Plan[], monday: string, sequencer: UserId): readonly DemoMeetup[] =>
  plans.map(({ key, author, weekday, from, to, ...rest }) => {
    const date = dayAfter(monday, weekday);
    const uid = `demo-${key}-${date}@${serverOf(sequencer)}`;
    const draft = { pace_groups: [], ...rest, start: moment(`${date}T${from}`), end: moment(`${date}T${to}`) };
    return { key: `${key}-${date}`, author, block: newMeetup(draft, { uid, sequencer }) };
  });

export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const moment = (local: string): MeetupBlock["start"] => {
  const exact = meetupTime(local, ZONE);
  if (!exact.ok) throw new TypeError(`${local} in ${ZONE}: ${exact.failure.code}`);
  return exact.value.time;
};
