import { type DraftProblem, draftProblems } from "@paceline/domain/meetups";
import { isTimeZone, meetupTime } from "@paceline/domain/time";
import type { MeetupDraft } from "@paceline/protocol/port";
import type { WordId } from "../../words/catalogue.ts";
import type { Units } from "../../words/formats.ts";
import { type Fields, METRES_PER } from "./fields.ts";

export type FieldName =
  | "title"
  | "start"
  | "zone"
  | "place"
  | "distance"
  | "ascent"
  | "capacity"
  | "deadline"
  | "notes"
  | "paces";
export type Problems = Readonly<Partial<Record<FieldName, WordId>>>;

const FIELD_OF: Readonly<Record<string, FieldName>> = {
  title: "title",
  start: "start",
  place: "place",
  distance_m: "distance",
  ascent_m: "ascent",
  capacity: "capacity",
  rsvp_by: "deadline",
  notes: "notes",
  pace_groups: "paces",
};

const WORDS: Readonly<Record<FieldName, WordId>> = {
  title: "form.error.title",
  start: "form.error.start",
  zone: "form.error.zone",
  place: "form.error.place",
  distance: "form.error.number",
  ascent: "form.error.number",
  capacity: "form.error.capacity",
  deadline: "form.error.deadline",
  notes: "form.error.notes",
  paces: "form.error.pace",
};

/**
 * What was typed as a draft, or what is wrong with it, field by field. The rules are the domain's; only reading numbers and wall times is
 * done here. `now` (ms): a new meetup may not lie before it.
 */
export function draftOfFields(
  fields: Fields,
  units: Units,
  now?: number,
): { readonly draft: MeetupDraft } | { readonly problems: Problems } {
  const per = METRES_PER[units];
  const start = isTimeZone(fields.zone) ? meetupTime(`${fields.date}T${fields.time}`, fields.zone) : undefined;
  const close =
    fields.closeDate === ""
      ? undefined
      : meetupTime(`${fields.closeDate}T${fields.closeTime === "" ? "20:00" : fields.closeTime}`, fields.zone);
  const draft: Partial<MeetupDraft> = {
    title: fields.title.trim(),
    sport: fields.sport,
    ...(start?.ok === true ? { start: start.value.time } : {}),
    ...placeOf(fields.place.trim(), fields.uri),
    ...optional("distance_m", metres(fields.distance, per.distance)),
    ...optional("ascent_m", metres(fields.ascent, per.height)),
    ...optional("capacity", fields.capacity.trim() === "" ? undefined : numberOf(fields.capacity)),
    ...(close?.ok === true ? { rsvp_by: close.value.time.utc } : {}),
    ...(fields.notes.trim() === "" ? {} : { notes: fields.notes.trim() }),
    pace_groups: fields.paces.map((pace, at) => ({
      id: String.fromCharCode(65 + at),
      name: pace.name.trim(),
      ...optional(
        "speed_kmh",
        pace.speed.trim() === "" ? undefined : Math.round((numberOf(pace.speed) * per.distance) / 1000),
      ),
    })),
  };
  const problems: Partial<Record<FieldName, WordId>> = {};
  for (const problem of draftProblems(draft, now)) problems[fieldOf(problem)] ??= wordsFor(problem);
  if (start === undefined) problems.zone = WORDS.zone;
  if (start?.ok === true && start.value.shift === "gap") problems.start = "form.error.time-skipped";
  if (close?.ok === false) problems.deadline = WORDS.deadline;
  return Object.keys(problems).length === 0 ? { draft: draft as MeetupDraft } : { problems };
}

const fieldOf = ({ path }: DraftProblem): FieldName => FIELD_OF[path.split(".")[0] ?? ""] ?? "notes";
const wordsFor = (problem: DraftProblem): WordId =>
  problem.code === "past" && problem.path === "start" ? "form.error.past" : WORDS[fieldOf(problem)];

/** A place on the map needs a name that people know it by. */
const placeOf = (name: string, uri: string): Pick<Partial<MeetupDraft>, "place"> =>
  name === "" && uri === "" ? {} : { place: { name, ...(uri === "" ? {} : { uri }) } };

/** Decimal commas are numbers too; what is none becomes `NaN`, which the domain refuses. */
const numberOf = (text: string): number => Number(text.trim().replace(",", "."));
const metres = (text: string, unit: number): number | undefined =>
  text.trim() === "" ? undefined : Math.round(numberOf(text) * unit);
const optional = <Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, number>);
