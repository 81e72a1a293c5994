import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonBytes } from "../bytes.ts";
import type { UserId } from "../ids.ts";
import { decode } from "./decode.ts";
import { MAX_MEETUP_BYTES } from "./meetup.ts";
import { EVENTS } from "./registry.ts";

/** What a Matrix event may have before encryption adds its third (docs: sizes). */
const ROOM_IN_AN_EVENT = 45_000;
const card = (block: object) => decode("meetup", { [EVENTS.meetup.type]: block });
const bytes = (block: unknown): number => new TextEncoder().encode(JSON.stringify(block)).length;

/** As large as every single limit allows. */
const FULL = {
  ...EVENTS.meetup.sample,
  title: "x".repeat(200),
  place: { name: "y".repeat(200), uri: "geo:52.516312345,13.377712345;u=35" },
  pace_groups: Array.from({ length: 12 }, (_, i) => ({ id: `group-${i}`, name: "z".repeat(80), speed_kmh: 30 })),
  notes: "n".repeat(4_000),
  organizers: Array.from({ length: 20 }, (_, i) => `@organiser${i}:${"o".repeat(100)}.example.org`),
  rrule: `FREQ=WEEKLY;X=${"R".repeat(486)}`,
};

describe("sizes", () => {
  test("E1 a card at every limit at once is valid and under 20 KB", () => {
    const decoded = card(FULL);
    expect(decoded.is).toBe("valid");
    expect(bytes(FULL)).toBeLessThan(20_000);
  });

  test("E1 no valid card reaches 20 KB, whatever its keys hold", () => {
    const filler = fc.record({
      notes: fc.string({ unit: "binary", minLength: 2_000, maxLength: 4_000, size: "max" }),
      extra: fc.string({ unit: "grapheme", minLength: 1_000, maxLength: 6_000, size: "max" }),
      exdates: fc.array(fc.constant("2026-11-22T08:00:00Z"), { maxLength: 366, size: "max" }),
    });
    const sizes = { valid: 0, refused: 0 };
    fc.assert(
      fc.property(filler, ({ notes, extra, exdates }) => {
        const block = { ...FULL, notes: notes.slice(0, 4_000), exdates, "org.example.extra": extra };
        const valid = card(block).is === "valid";
        sizes[valid ? "valid" : "refused"]++;
        return valid === bytes(block) < MAX_MEETUP_BYTES;
      }),
      { numRuns: 40 },
    );
    expect(Math.min(sizes.valid, sizes.refused)).toBeGreaterThan(0);
  });

  test("E1 the size of a value is counted in UTF-8, as the server does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(jsonBytes(value)).toBe(bytes(value));
      }),
    );
  });

  test("E2 a roster of five hundred fits into one encrypted event", () => {
    const party = (i: number) => ({ user: `@member.number.${i}:club.example.org` as UserId, guests: 1 });
    const confirmed = Array.from({ length: 500 }, (_, i) => party(i));
    const roster = { ...EVENTS.roster.sample, confirmed, waitlist: [] };
    expect(decode("roster", roster).is).toBe("valid");
    expect(bytes(roster)).toBeLessThan(ROOM_IN_AN_EVENT);
  });
});
