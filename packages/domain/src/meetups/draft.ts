import { jsonBytes } from "@paceline/protocol";
import { MeetupBlock } from "@paceline/protocol/events";
import type { MeetupDraft } from "@paceline/protocol/port";
import { startMs } from "./when.ts";

/** What can be wrong with a field; every surface has one total table from these to words. */
export const DRAFT_PROBLEM_CODES = [
  "required",
  "invalid",
  "not-whole",
  "too-long",
  "too-small",
  "too-big",
  "past",
  "before-start",
  "after-start",
  "duplicate",
] as const;
export type DraftProblemCode = (typeof DRAFT_PROBLEM_CODES)[number];

/** `path` names the field as the block does, `pace_groups.1.id`. */
export type DraftProblem = { readonly path: string; readonly code: DraftProblemCode };

/** Bytes a draft may have as JSON: an edit carries block and readable body twice and has to fit into one encrypted event. */
export const MAX_DRAFT_BYTES = 12_000;

const { shape } = MeetupBlock;
const FIELDS = {
  title: shape.title,
  start: shape.start,
  end: shape.end,
  place: shape.place,
  distance_m: shape.distance_m,
  ascent_m: shape.ascent_m,
  pace_groups: shape.pace_groups,
  capacity: shape.capacity,
  rsvp_by: shape.rsvp_by,
  notes: shape.notes,
};

/**
 * Everything that keeps a draft from becoming a card, in the order of the form; empty where it may be posted. `now` (ms): dates before it are
 * `past`; leave it out when an existing card is changed, because a ride under way may still be corrected.
 */
export function draftProblems(draft: Partial<MeetupDraft>, now?: number): readonly DraftProblem[] {
  const fields = Object.entries(FIELDS).flatMap(([key, schema]): DraftProblem[] => {
    const parsed = schema.safeParse(draft[key as keyof typeof FIELDS], { reportInput: true });
    return (parsed.error?.issues ?? []).map((issue) => ({
      path: [key, ...issue.path].map(String).join("."),
      code: codeOf(issue),
    }));
  });
  const known = new Set(fields.map(({ path }) => path.split(".")[0]));
  return [...fields, ...meaning(draft, now).filter(({ path }) => !known.has(path.split(".")[0]))];
}

type Issue = {
  readonly code: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly origin?: unknown;
};

function codeOf(issue: Issue): DraftProblemCode {
  const ofText = issue.origin === "string" || issue.origin === "array";
  if (issue.code === "too_big") return ofText ? "too-long" : "too-big";
  if (issue.code === "too_small") return ofText ? "required" : "too-small";
  if (issue.code !== "invalid_type") return "invalid";
  if (issue.expected === "int") return "not-whole";
  return issue.input === undefined ? "required" : "invalid";
}

/** What the schema of a field cannot say by itself. */
function meaning(draft: Partial<MeetupDraft>, now: number | undefined): DraftProblem[] {
  const { title, start, end, place, rsvp_by, pace_groups = [] } = draft;
  const problems: DraftProblem[] = [];
  const add = (path: string, code: DraftProblemCode, wrong: boolean) => wrong && problems.push({ path, code });
  const begin = start === undefined ? Number.NaN : startMs({ start });
  add("title", "required", isBlank(title));
  add("start", "past", now !== undefined && begin <= now);
  add("end", "before-start", end !== undefined && Date.parse(end.utc) <= begin);
  add("place.name", "required", isBlank(place?.name));
  add("rsvp_by", "after-start", rsvp_by !== undefined && Date.parse(rsvp_by) > begin);
  add("rsvp_by", "past", rsvp_by !== undefined && now !== undefined && Date.parse(rsvp_by) <= now);
  pace_groups.forEach(({ id, name }, index) => {
    add(`pace_groups.${index}.name`, "required", isBlank(name));
    add(`pace_groups.${index}.id`, "duplicate", pace_groups.findIndex((other) => other.id === id) < index);
  });
  add("notes", "too-long", jsonBytes(draft) > MAX_DRAFT_BYTES);
  return problems;
}

const isBlank = (text: string | undefined): boolean => text !== undefined && text.trim() === "";
