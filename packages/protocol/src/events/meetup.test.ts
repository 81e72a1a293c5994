import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { meetupEvent } from "./meetup.ts";

const card = (change: object) =>
  decode("meetup", { msgtype: "m.text", body: "plain", [meetupEvent.type]: { ...meetupEvent.sample, ...change } });

test("E1 a sport that we do not know is another sport, not a broken card", () => {
  expect(card({ sport: "unicycling" })).toMatchObject({ is: "valid", value: { sport: "other" } });
});

test("E1 a card without pace groups and organisers has none", () => {
  const decoded = card({ pace_groups: undefined, organizers: undefined });
  expect(decoded).toMatchObject({ is: "valid", value: { pace_groups: [], organizers: [] } });
});

test("E6 the start says wall time, zone and instant, each in its form", () => {
  const start = meetupEvent.sample.start;
  expect(card({ start: { ...start, local: "2026-11-22T09:00:00Z" } })).toEqual({
    is: "malformed",
    path: "start.local",
  });
  expect(card({ start: { ...start, timeZone: "" } })).toEqual({ is: "malformed", path: "start.timeZone" });
  expect(card({ start: { ...start, utc: "tomorrow" } })).toEqual({ is: "malformed", path: "start.utc" });
});

test("E6 a place may have a position, and only a geo: uri", () => {
  expect(card({ place: { name: "Boathouse" } }).is).toBe("valid");
  expect(card({ place: { name: "Boathouse", uri: "geo:52.5,13.4;u=35" } }).is).toBe("valid");
  expect(card({ place: { name: "Boathouse", uri: "https://example.org" } })).toEqual({
    is: "malformed",
    path: "place.uri",
  });
});

test("E2 a capacity is at least one person and whole", () => {
  expect(card({ capacity: undefined }).is).toBe("valid");
  for (const capacity of [0, 2.5, -3]) expect(card({ capacity })).toEqual({ is: "malformed", path: "capacity" });
});

test("E14 a card names who leads and who sweeps, in a pace group or in all", () => {
  const parts = [
    { user: "@ana:example.org", part: "lead" },
    { user: "@tom:example.org", part: "sweep", pace: "B" },
  ];
  expect(card({ parts })).toMatchObject({ is: "valid", value: { parts } });
  expect(card({ parts: [{ user: "Ana", part: "lead" }] })).toEqual({ is: "malformed", path: "parts.0.user" });
  expect(card({ parts: [{ user: "@ana:example.org", part: "mascot" }] })).toEqual({
    is: "malformed",
    path: "parts.0.part",
  });
  expect(card({ parts: Array.from({ length: 27 }, () => parts[0]) })).toMatchObject({ is: "malformed" });
});
