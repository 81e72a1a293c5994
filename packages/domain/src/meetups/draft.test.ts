import { decode, EVENTS, MeetupBlock } from "@paceline/protocol/events";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import { cancelledMeetup, draftOf, draftProblems, newMeetup, revisedMeetup, startMs } from "./index.ts";

const JONAS = person("jonas");
const MIA = person("mia");
const SUNDAY = MeetupBlock.parse(EVENTS.meetup.sample);
const at = (change: Partial<MeetupBlock>): MeetupBlock => ({ ...SUNDAY, ...change });

describe("drafts", () => {
  const draft = draftOf(SUNDAY);
  const before = startMs(SUNDAY) - 1;
  const pace = (id: string) => ({ id, name: `Group ${id}` });
  const problems = (change: Record<string, unknown>) => draftProblems({ ...draft, ...change }, before);

  test("E1 a good draft has no problem and becomes a card that decodes", () => {
    expect(problems({})).toEqual([]);
    const block = newMeetup(draft, { uid: "u@example.org", sequencer: JONAS });
    expect(decode("meetup", { "club.paceline.meetup": block })).toMatchObject({
      is: "valid",
      value: { sequence: 0, uid: "u@example.org" },
    });
  });

  test.each([
    ["title", "required", { title: undefined }],
    ["title", "required", { title: "" }],
    ["title", "required", { title: "  " }],
    ["title", "too-long", { title: "x".repeat(201) }],
    ["start", "required", { start: undefined }],
    ["start.utc", "invalid", { start: { ...SUNDAY.start, utc: "soon" } }],
    ["start.local", "invalid", { start: { ...SUNDAY.start, local: "2026-11-22T09:00:00Z" } }],
    ["start", "past", { start: { ...SUNDAY.start, utc: "2026-11-22T07:59:59Z" } }],
    ["end", "before-start", { end: SUNDAY.start }],
    ["place.name", "required", { place: { name: "" } }],
    ["place.name", "required", { place: { name: "\t" } }],
    ["place.uri", "invalid", { place: { name: "Gate", uri: "https://example.org" } }],
    ["distance_m", "too-small", { distance_m: -1 }],
    ["distance_m", "not-whole", { distance_m: 1.5 }],
    ["distance_m", "invalid", { distance_m: "62" }],
    ["capacity", "too-small", { capacity: 0 }],
    ["capacity", "too-big", { capacity: 100_001 }],
    ["capacity", "invalid", { capacity: Number.NaN }],
    ["distance_m", "invalid", { distance_m: Number.POSITIVE_INFINITY }],
    ["rsvp_by", "after-start", { rsvp_by: "2026-11-22T08:00:01Z" }],
    ["rsvp_by", "past", { rsvp_by: "2026-11-21T08:00:00Z" }],
    ["pace_groups.0.name", "required", { pace_groups: [{ id: "A", name: " " }] }],
    ["pace_groups.1.id", "duplicate", { pace_groups: [pace("A"), pace("A")] }],
    ["notes", "too-long", { notes: "x".repeat(4_001) }],
    ["notes", "too-long", { notes: "雪".repeat(3_990) }],
  ])("E1 %s is %s", (path, code, change) => {
    expect(problems(change)).toEqual([{ path, code }]);
  });

  test("E1 a card under way may still be corrected", () => {
    expect(draftProblems(draft)).toEqual([]);
    expect(draftProblems(draft, before + 1)).toEqual([{ path: "start", code: "past" }]);
  });

  test("E8 a revision replaces what a draft holds and keeps the rest", () => {
    const { capacity: _, ...unlimited } = draft;
    const card = at({ organizers: [MIA], rrule: "FREQ=WEEKLY", "org.example.extra": 1 });
    const revised = revisedMeetup(card, { ...unlimited, title: "New" });
    const { capacity: __, ...rest } = card;
    expect(revised).toEqual({ ...rest, title: "New", sequence: 1 });
    expect(cancelledMeetup(revised)).toEqual({ ...revised, status: "cancelled", sequence: 2 });
  });
});
