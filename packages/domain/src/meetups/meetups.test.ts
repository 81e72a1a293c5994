import { eventId } from "@paceline/protocol";
import { decode, EVENTS, MeetupBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { CardFact } from "./index.ts";
import {
  answersClosed,
  cancelledMeetup,
  changedFields,
  compareMeetups,
  describeCancellation,
  describeChanges,
  describeMeetup,
  draftOf,
  draftProblems,
  effectiveMeetup,
  isOver,
  newMeetup,
  revisedMeetup,
  startMs,
} from "./index.ts";

const JONAS = person("jonas");
const MIA = person("mia");
const SUNDAY = MeetupBlock.parse(EVENTS.meetup.sample);
const at = (change: Partial<MeetupBlock>): MeetupBlock => ({ ...SUNDAY, ...change });

describe("the card that counts", () => {
  const said = (
    is: "CardPosted" | "CardEdited" | "CardUpdated",
    n: number,
    sender = JONAS,
    change: Partial<MeetupBlock> = {},
  ) => ({
    is,
    ts: n,
    eventId: eventId(`$c${n}`),
    sender,
    meetup: at({ organizers: [MIA], ...change }),
  });
  const card = said("CardPosted", 1);

  test("E8 the author's edit with the highest sequence counts, whenever it arrives", () => {
    const facts = [
      said("CardEdited", 3, JONAS, { title: "Later", sequence: 2 }),
      card,
      said("CardEdited", 9, JONAS, { title: "Older", sequence: 1 }),
    ];
    expect(effectiveMeetup(facts)).toMatchObject({
      meetup: { title: "Later" },
      author: JONAS,
      changed: true,
      at: { ts: 3 },
    });
    expect(effectiveMeetup([card])).toMatchObject({ changed: false, meetup: { title: SUNDAY.title } });
  });

  test("E8 nobody else's edit counts, and updates only from organisers whom the author named", () => {
    const mallory = person("mallory");
    const forged = [
      said("CardEdited", 2, mallory, { title: "Forged", sequence: 9 }),
      said("CardUpdated", 3, mallory, { title: "Forged", sequence: 9, organizers: [mallory] }),
      said("CardEdited", 4, MIA, { title: "Forged", sequence: 9 }),
    ];
    expect(effectiveMeetup([card, ...forged])).toMatchObject({ changed: false });
    const update = said("CardUpdated", 5, MIA, {
      title: "By Mia",
      sequence: 1,
      organizers: [mallory],
      sequencer: mallory,
      uid: "x",
    });
    expect(effectiveMeetup([card, ...forged, update])?.meetup).toMatchObject({
      title: "By Mia",
      organizers: [MIA],
      sequencer: card.meetup.sequencer,
      uid: card.meetup.uid,
    });
    const dismissed = said("CardEdited", 6, JONAS, { organizers: [], sequence: 1 });
    expect(effectiveMeetup([card, update, dismissed])?.meetup).toMatchObject({ title: SUNDAY.title, organizers: [] });
  });

  test("E8 a redacted edit uncovers what was before; a redacted card is gone", () => {
    const edit = said("CardEdited", 2, JONAS, { title: "Edited", sequence: 1 });
    const facts: CardFact[] = [card, edit, { is: "CardRedacted", target: edit.eventId }];
    expect(effectiveMeetup(facts)).toMatchObject({ changed: false });
    expect(effectiveMeetup([...facts, { is: "CardRedacted", target: card.eventId }])).toBeUndefined();
    expect(effectiveMeetup([edit])).toBeUndefined();
  });

  test("E8 shuffled and doubled changes give the same card", () => {
    const change = fc.record({
      is: fc.constantFrom("CardEdited" as const, "CardUpdated" as const),
      sender: fc.constantFrom(JONAS, MIA, person("mallory")),
      sequence: fc.integer({ min: 0, max: 3 }),
      redacted: fc.boolean(),
    });
    const facts = fc.array(change, { maxLength: 10 }).map((changes) =>
      changes.flatMap(({ is, sender, sequence, redacted }, i): CardFact[] => {
        const fact = said(is, 2 + i, sender, { sequence, title: `v${i}` });
        return redacted ? [fact, { is: "CardRedacted", target: fact.eventId }] : [fact];
      }),
    );
    const pairs = facts.chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray([card, card, ...some, ...some], { minLength: 2 + 2 * some.length }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([some, again]) => {
        expect(effectiveMeetup(again)).toEqual(effectiveMeetup([card, ...some]));
      }),
    );
  });
});

describe("when", () => {
  const hour = 3_600_000;
  test("E6 start, over and closed follow the instant, not the reader's clock face", () => {
    const start = startMs(SUNDAY);
    expect(start).toBe(Date.UTC(2026, 10, 22, 8));
    expect([isOver(SUNDAY, start + 2 * hour), isOver(SUNDAY, start + 3 * hour)]).toEqual([false, true]);
    const withEnd = at({ end: { ...SUNDAY.start, utc: "2026-11-22T14:00:00Z" } });
    expect([isOver(withEnd, start + 5 * hour), isOver(withEnd, start + 6 * hour)]).toEqual([false, true]);
  });

  test("E2 answers close at the deadline, at the start and when it is cancelled", () => {
    const start = startMs(SUNDAY);
    const deadline = at({ rsvp_by: "2026-11-21T08:00:00Z" });
    expect([answersClosed(SUNDAY, start - 1), answersClosed(SUNDAY, start)]).toEqual([false, true]);
    expect([answersClosed(deadline, start - 24 * hour), answersClosed(deadline, start - 24 * hour + 1)]).toEqual([
      false,
      true,
    ]);
    expect(answersClosed(cancelledMeetup(SUNDAY), 0)).toBe(true);
  });

  test("E9 the soonest comes first, and equal starts have one order everywhere", () => {
    const late = at({ start: { ...SUNDAY.start, utc: "2026-11-22T09:00:00Z" }, title: "A" });
    const [b, c] = [at({ title: "B" }), at({ title: "B", uid: "z" })];
    expect([late, c, b].sort(compareMeetups)).toEqual([b, c, late]);
  });
});

describe("readable bodies", () => {
  const full = at({
    end: { utc: "2026-11-22T11:30:00Z", local: "2026-11-22T12:30:00", timeZone: "Europe/Berlin" },
    rsvp_by: "2026-11-21T17:00:00Z",
    notes: "Bring lights.\nCafé stop after 40 km.",
  });

  test("M12 a card says when, where, how far, how fast, how many and how to answer", () => {
    expect(describeMeetup(full)).toBe(
      [
        "Sunday gravel, river loop",
        "When: Sunday 22 November 2026, 09:00–12:30 (Europe/Berlin, UTC+1)",
        "Where: Boathouse car park, geo:52.5163,13.3777",
        "Route: 62 km, 640 m of climbing",
        "Pace: B, steady (24 km/h)",
        "Places: 16",
        "Answer by: Saturday 21 November 2026, 18:00 (UTC+1)",
        "",
        "Bring lights.",
        "Café stop after 40 km.",
        "",
        "Answer with a reaction: ✅ I'm in · ❔ maybe · ❌ not this time",
      ].join("\n"),
    );
  });

  test("M12 a small card is small, and a title cannot pass for another line", () => {
    const {
      place: _,
      distance_m: __,
      ascent_m: ___,
      capacity: ____,
      ...rest
    } = at({ pace_groups: [], title: "Run\nWhen: never" });
    expect(describeMeetup(rest).split("\n").slice(0, 3)).toEqual([
      "Run When: never",
      "When: Sunday 22 November 2026, 09:00 (Europe/Berlin, UTC+1)",
      "",
    ]);
  });

  test("E6 zones with half hours, over midnight and with contradicting clocks are told as they are", () => {
    const when = (start: Partial<MeetupBlock["start"]>, end?: MeetupBlock["end"]) =>
      describeMeetup(at({ start: { ...SUNDAY.start, ...start }, end })).split("\n")[1];
    const kolkata = { utc: "2026-11-22T03:30:00Z", local: "2026-11-22T09:00:00", timeZone: "Asia/Kolkata" };
    expect(when(kolkata)).toBe("When: Sunday 22 November 2026, 09:00 (Asia/Kolkata, UTC+5:30)");
    expect(when({ utc: "2026-11-22T12:30:00Z", timeZone: "America/St_Johns" })).toContain("UTC−3:30");
    expect(
      when({}, { utc: "2026-11-23T07:00:00Z", local: "2026-11-23T08:00:00", timeZone: "Europe/Berlin" }),
    ).toContain("09:00 – Monday 23 November 2026, 08:00");
    expect(when({ utc: "2026-01-01T00:00:01Z" })).toBe("When: Sunday 22 November 2026, 09:00 (Europe/Berlin)");
    expect(when({ utc: "1969-12-31T08:00:00Z", local: "1969-12-31T09:00:00" })).toContain("Wednesday 31 December 1969");
  });

  test("E8 a change tells what is new and what was, in the order of the card", () => {
    const moved = at({
      title: "Sunday gravel, short loop",
      start: { utc: "2026-11-22T08:30:00Z", local: "2026-11-22T09:30:00", timeZone: "Europe/Berlin" },
      distance_m: 41_900,
      capacity: undefined,
      notes: "Ice on the bridge",
      sequence: 1,
    });
    expect(changedFields(SUNDAY, moved)).toEqual(["title", "when", "route", "places", "notes"]);
    expect(describeChanges(SUNDAY, moved)).toBe(
      [
        "Changed: Sunday gravel, short loop",
        "Sunday gravel, river loop → Sunday gravel, short loop",
        "When: Sunday 22 November 2026, 09:30 (Europe/Berlin, UTC+1) (was: Sunday 22 November 2026, 09:00 (Europe/Berlin, UTC+1))",
        "Route: 41.9 km, 640 m of climbing (was: 62 km, 640 m of climbing)",
        "Places: no limit (was: 16)",
        "The notes have changed.",
      ].join("\n"),
    );
    expect(describeChanges(SUNDAY, at({ sequence: 5 }))).toBeUndefined();
  });

  test("E8 a cancellation is told with its reason, and the card says it first", () => {
    const told = "Cancelled: Sunday gravel, river loop, Sunday 22 November 2026, 09:00 (Europe/Berlin, UTC+1)";
    expect(describeCancellation(SUNDAY, "Storm\nwarning")).toBe(`${told}\nReason: Storm warning`);
    expect(describeCancellation(SUNDAY, " ")).toBe(told);
    const body = describeMeetup(cancelledMeetup(SUNDAY));
    expect(body).toMatch(/^Cancelled: Sunday gravel/);
    expect(body).not.toContain("✅");
  });
});

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
