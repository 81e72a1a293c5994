import type { Language } from "@paceline/protocol";
import type { MeetupBlock } from "@paceline/protocol/events";
import { instantText, timeText } from "./moment-text.ts";
import type { MeetupField, MeetupWords } from "./words.ts";
import { MEETUP_FIELDS, MEETUP_WORDS } from "./words.ts";

/** Notes longer than this are cut in the readable body (not in the block): an edit carries the body twice. */
const MAX_NOTES_IN_BODY = 1_200;

/**
 * The whole `body` of a card's message, for clients that do not know the block: title, when, where, route, pace, places, deadline, notes,
 * and how to answer. Plain text, several lines.
 */
export function describeMeetup(meetup: MeetupBlock, language: Language = "en"): string {
  const words = MEETUP_WORDS[language];
  const cancelled = meetup.status === "cancelled";
  const values = valuesOf(meetup, words);
  const lines = MEETUP_FIELDS.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [`${words.labels[field]}: ${value}`];
  });
  return [
    cancelled ? words.cancelled(line(meetup.title)) : line(meetup.title),
    ...lines,
    ...(meetup.notes === undefined ? [] : ["", cut(meetup.notes.trim())]),
    ...(cancelled ? [] : ["", words.howToAnswer]),
  ].join("\n");
}

/** What differs between two versions, as far as people read it. Empty where only machines would notice. */
export function changedFields(before: MeetupBlock, after: MeetupBlock): readonly (MeetupField | "title" | "notes")[] {
  const [old, now] = [valuesOf(before, MEETUP_WORDS.en), valuesOf(after, MEETUP_WORDS.en)];
  return [
    ...(line(before.title) === line(after.title) ? [] : ["title" as const]),
    ...MEETUP_FIELDS.filter((field) => old[field] !== now[field]),
    ...((before.notes ?? "") === (after.notes ?? "") ? [] : ["notes" as const]),
  ];
}

/** The short reply that tells people what changed, before and now; `undefined` where nothing did that people read. */
export function describeChanges(
  before: MeetupBlock,
  after: MeetupBlock,
  language: Language = "en",
): string | undefined {
  const words = MEETUP_WORDS[language];
  const fields = changedFields(before, after);
  if (fields.length === 0) return undefined;
  const [old, now] = [valuesOf(before, words), valuesOf(after, words)];
  const value = (values: Values, field: MeetupField) =>
    values[field] ?? (field === "places" ? words.noLimit : words.none);
  const lines = fields.map((field) => {
    if (field === "notes") return words.notesChanged;
    if (field === "title") return `${line(before.title)} → ${line(after.title)}`;
    return words.was(words.labels[field], value(now, field), value(old, field));
  });
  return [words.changed(line(after.title)), ...lines].join("\n");
}

/** The short reply that tells people a meetup is off. */
export function describeCancellation(
  meetup: MeetupBlock,
  reason: string | undefined,
  language: Language = "en",
): string {
  const words = MEETUP_WORDS[language];
  const when = timeText(meetup.start, undefined, words);
  const why = reason === undefined || reason.trim() === "" ? [] : [words.reason(line(reason))];
  return [words.cancelled(`${line(meetup.title)}, ${when}`), ...why].join("\n");
}

type Values = Partial<Record<MeetupField, string>>;

function valuesOf(meetup: MeetupBlock, words: MeetupWords): Values {
  const { start, end, place, distance_m, ascent_m, pace_groups, capacity, rsvp_by } = meetup;
  const route = [
    distance_m === undefined ? "" : metres(distance_m, words),
    ascent_m === undefined ? "" : `${ascent_m} m ${words.climbing}`,
  ].filter((part) => part !== "");
  return defined({
    when: timeText(start, end, words),
    where: place && [line(place.name), ...(place.uri === undefined ? [] : [place.uri])].join(", "),
    route: route.length === 0 ? undefined : route.join(", "),
    pace: pace_groups.length === 0 ? undefined : pace_groups.map(paceText).join(" · "),
    places: capacity === undefined ? undefined : String(capacity),
    answerBy: rsvp_by === undefined ? undefined : instantText(rsvp_by, start, words),
  });
}

const paceText = ({ name, speed_kmh }: MeetupBlock["pace_groups"][number]): string =>
  speed_kmh === undefined ? line(name) : `${line(name)} (${speed_kmh} km/h)`;

function metres(distance: number, words: MeetupWords): string {
  if (distance < 1_000) return `${distance} m`;
  return `${String(Math.round(distance / 100) / 10).replace(".", words.decimalPoint)} km`;
}

const defined = (values: Record<MeetupField, string | undefined>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** One line of it: a title with a line break in it must not pass for a line of ours. */
const line = (text: string): string => text.replace(/\s+/g, " ").trim();
const cut = (text: string): string =>
  text.length <= MAX_NOTES_IN_BODY ? text : `${text.slice(0, MAX_NOTES_IN_BODY).replace(/[\uD800-\uDBFF]$/, "")}…`;
