import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { ANSWERS, MAX_GUESTS, rsvpEvent } from "./rsvp.ts";

const answer = (change: object) => decode("rsvp", { ...rsvpEvent.sample, ...change });

test.each(ANSWERS)("E2 %s is an answer", (status) => {
  expect(answer({ status }).is).toBe("valid");
});

test("E2 an answer brings nobody unless it says so, and a bounded number of guests", () => {
  expect(answer({ guests: undefined })).toMatchObject({ is: "valid", value: { guests: 0 } });
  expect(answer({ guests: MAX_GUESTS }).is).toBe("valid");
  for (const guests of [-1, MAX_GUESTS + 1, 1.5, "2"])
    expect(answer({ guests })).toEqual({ is: "malformed", path: "guests" });
});

test("E2 an answer names its card by a reference, no other relation", () => {
  const relation = { rel_type: "m.annotation", event_id: "$card" };
  expect(answer({ "m.relates_to": relation })).toEqual({ is: "malformed", path: "m.relates_to.rel_type" });
});

test("E4 the date of a series is an instant in UTC", () => {
  expect(answer({ instance: "2026-11-22T08:00:00Z" }).is).toBe("valid");
  expect(answer({ instance: "2026-11-22T09:00:00+01:00" })).toEqual({ is: "malformed", path: "instance" });
});
