import { EVENTS, MeetupBlock } from "@paceline/protocol/events";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cancelledMeetup,
  changedFields,
  describeCancellation,
  describeChanges,
  describeMeetup,
  endMs,
  startMs,
} from "./index.ts";

const SUNDAY = MeetupBlock.parse(EVENTS.meetup.sample);
const at = (change: Partial<MeetupBlock>): MeetupBlock => ({ ...SUNDAY, ...change });

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

  test("M12 a German writer's card, change and cancellation are German throughout", () => {
    expect(describeMeetup(full, "de").split("\n")).toEqual([
      "Sunday gravel, river loop",
      "Wann: Sonntag, 22. November 2026, 09:00–12:30 (Europe/Berlin, UTC+1)",
      "Wo: Boathouse car park, geo:52.5163,13.3777",
      "Strecke: 62 km, 640 m bergauf",
      "Tempo: B, steady (24 km/h)",
      "Plätze: 16",
      "Antworten bis: Samstag, 21. November 2026, 18:00 (UTC+1)",
      "",
      "Bring lights.",
      "Café stop after 40 km.",
      "",
      "Antworte mit einer Reaktion: ✅ dabei · ❔ vielleicht · ❌ diesmal nicht",
    ]);
    expect(describeChanges(SUNDAY, at({ distance_m: 41_900, capacity: undefined, notes: "Eis" }), "de")).toBe(
      [
        "Geändert: Sunday gravel, river loop",
        "Strecke: 41,9 km, 640 m bergauf (vorher: 62 km, 640 m bergauf)",
        "Plätze: unbegrenzt (vorher: 16)",
        "Die Notizen haben sich geändert.",
      ].join("\n"),
    );
    expect(describeCancellation(SUNDAY, "Sturm", "de")).toBe(
      "Abgesagt: Sunday gravel, river loop, Sonntag, 22. November 2026, 09:00 (Europe/Berlin, UTC+1)\nGrund: Sturm",
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

  test("M12 every valid card has a body, a change and a cancellation, whatever its writer put in it", () => {
    const utc = fc.date({
      noInvalidDate: true,
      min: new Date(-62_167_219_200_000),
      max: new Date(253_402_300_799_000),
    });
    const time = fc.record({
      utc: utc.map((date) => date.toISOString()),
      local: utc.map((date) => date.toISOString().slice(0, 19)),
      timeZone: fc.constantFrom("Europe/Berlin", "Etc/GMT+12", "X"),
    });
    const words = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });
    const block = fc.record(
      {
        title: words,
        start: time,
        end: time,
        place: fc.record({ name: words }),
        rsvp_by: time.map((t) => t.utc),
        notes: words,
      },
      { requiredKeys: ["title", "start"] },
    );
    fc.assert(
      fc.property(block, block, (before, after) => {
        const [old, now] = [before, after].map((change) => MeetupBlock.parse({ ...EVENTS.meetup.sample, ...change }));
        expect(describeMeetup(now!)).toMatch(/^.*\nWhen: /u);
        expect(describeCancellation(now!, "why")).toContain("Reason: why");
        expect(describeChanges(old!, now!) ?? "Changed: ").toMatch(/^Changed: /u);
        expect([startMs(now!), endMs(now!) ?? 0].every(Number.isFinite)).toBe(true);
      }),
    );
  });

  test("M12 long notes are cut in the body, whole characters only", () => {
    const body = describeMeetup(at({ notes: `x${"🚴".repeat(2_000)}` }));
    expect(body.length).toBeLessThan(1_600);
    expect(body).toMatch(/🚴…$/mu);
  });
});
