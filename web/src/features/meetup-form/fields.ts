import { timeInZone } from "@paceline/domain/time";
import type { MeetupDraft } from "@paceline/protocol/port";
import type { Units } from "../../words/formats.ts";

/** The form as it is typed; lengths in the person's units. */
export type Fields = {
  readonly title: string;
  readonly sport: MeetupDraft["sport"];
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly place: string;
  /** `geo:` address of the place, empty without one. */
  readonly uri: string;
  readonly distance: string;
  readonly ascent: string;
  readonly capacity: string;
  readonly closeDate: string;
  readonly closeTime: string;
  readonly notes: string;
  readonly paces: readonly { readonly name: string; readonly speed: string }[];
};

export const METRES_PER = {
  metric: { distance: 1000, height: 1 },
  imperial: { distance: 1609.344, height: 0.3048 },
} as const;

const DAY_MS = 86_400_000;

/** An empty form for tomorrow at nine, where the reader is. */
export function newFields(now: number, zone: string): Fields {
  return {
    title: "",
    sport: "cycling",
    date: localAt(now + DAY_MS, zone).date,
    time: "09:00",
    zone,
    place: "",
    uri: "",
    distance: "",
    ascent: "",
    capacity: "",
    closeDate: "",
    closeTime: "",
    notes: "",
    paces: [],
  };
}

/** The form filled with a meetup that exists. */
export function fieldsOf(draft: MeetupDraft, units: Units): Fields {
  const per = METRES_PER[units];
  const zone = draft.start.timeZone;
  const close = draft.rsvp_by === undefined ? { date: "", time: "" } : localAt(Date.parse(draft.rsvp_by), zone);
  const number = (metres: number | undefined, unit: number) =>
    metres === undefined ? "" : String(Math.round((metres / unit) * 10) / 10);
  return {
    title: draft.title,
    sport: draft.sport,
    date: draft.start.local.slice(0, 10),
    time: draft.start.local.slice(11, 16),
    zone,
    place: draft.place?.name ?? "",
    uri: draft.place?.uri ?? "",
    distance: number(draft.distance_m, per.distance),
    ascent: number(draft.ascent_m, per.height),
    capacity: draft.capacity === undefined ? "" : String(draft.capacity),
    closeDate: close.date,
    closeTime: close.time,
    notes: draft.notes ?? "",
    paces: draft.pace_groups.map((group) => ({
      name: group.name,
      speed: group.speed_kmh === undefined ? "" : String(Math.round((group.speed_kmh * 1000) / per.distance)),
    })),
  };
}

function localAt(ms: number, zone: string): { readonly date: string; readonly time: string } {
  const time = timeInZone(ms, zone);
  return time.ok
    ? { date: time.value.local.slice(0, 10), time: time.value.local.slice(11, 16) }
    : { date: "", time: "" };
}
