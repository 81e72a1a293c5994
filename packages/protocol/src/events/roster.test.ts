import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { rosterEvent } from "./roster.ts";

const roster = (change: object) => decode("roster", { ...rosterEvent.sample, ...change });

test("E3 a party without a number of guests is one person", () => {
  const confirmed = [{ user: "@jonas:example.org" }];
  expect(roster({ confirmed })).toMatchObject({ is: "valid", value: { confirmed: [{ guests: 0 }] } });
});

test("E3 a roster names Matrix users and its place in the order", () => {
  expect(roster({ waitlist: [{ user: "Sam" }] })).toEqual({ is: "malformed", path: "waitlist.0.user" });
  expect(roster({ seq: -1 })).toEqual({ is: "malformed", path: "seq" });
  expect(roster({ epoch: 0.5 })).toEqual({ is: "malformed", path: "epoch" });
});
