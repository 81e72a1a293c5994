import { describe, expect, test } from "vitest";
import { decode } from "./decode.ts";
import type { EventName } from "./registry.ts";
import { EVENTS } from "./registry.ts";

const NAMES = Object.keys(EVENTS) as EventName[];
/** What the wire would bring: a block sits inside a message under its type. */
const onWire = (name: EventName, value: unknown): unknown =>
  EVENTS[name].carrier === "block" ? { msgtype: "m.text", body: "plain", [EVENTS[name].type]: value } : value;
/** MSC3672's, which have no version of ours; everything else is in our namespace. */
const FOREIGN: readonly EventName[] = ["beaconInfo", "beacon"];
const OURS = NAMES.filter((name) => !FOREIGN.includes(name));
const sampleOf = (name: EventName): Record<string, unknown> => structuredClone(EVENTS[name].sample);

describe.each(NAMES)("B2 %s", (name) => {
  test("B2 decodes its sample, and again what came out of it", () => {
    const first = decode(name, onWire(name, sampleOf(name)));
    expect(first).toMatchObject({ is: "valid" });
    expect(decode(name, onWire(name, "value" in first ? first.value : undefined))).toEqual(first);
  });

  test("B2 keeps keys of others and of later versions", () => {
    const decoded = decode(name, onWire(name, { ...sampleOf(name), "org.example.extra": { deep: [1] } }));
    expect(decoded).toMatchObject({ is: "valid", value: { "org.example.extra": { deep: [1] } } });
  });
});

describe.each(OURS)("B2 %s of ours", (name) => {
  test("B2 leaves a newer version to the plain body", () => {
    expect(decode(name, onWire(name, { ...sampleOf(name), v: 2, anything: true }))).toEqual({ is: "newer" });
  });

  test("B2 names the place where a content breaks the shape", () => {
    const { v: _removed, ...rest } = sampleOf(name);
    expect(decode(name, onWire(name, rest))).toEqual({ is: "malformed", path: "v" });
    expect(decode(name, onWire(name, null))).toEqual({ is: "malformed", path: "" });
  });
});

test("B2 types are in our namespace and used once", () => {
  const typesOf = (names: readonly EventName[]) => names.map((name) => EVENTS[name].type);
  expect(new Set(typesOf(NAMES)).size).toBe(NAMES.length);
  expect(typesOf(OURS).filter((type) => !type.startsWith("club.paceline."))).toEqual([]);
  expect(typesOf(FOREIGN)).toEqual(["org.matrix.msc3672.beacon_info", "org.matrix.msc3672.beacon"]);
});

test("B2 state has a key, nothing else has one", () => {
  for (const name of NAMES) expect("stateKey" in EVENTS[name]).toBe(EVENTS[name].carrier === "state");
});

test("B2 a message without our block is absent, and a block is never looked for in a prototype", () => {
  expect(decode("meetup", { msgtype: "m.text", body: "hello" })).toEqual({ is: "absent" });
  expect(decode("meetup", "hello")).toEqual({ is: "absent" });
  expect(decode("meetup", Object.create({ [EVENTS.meetup.type]: EVENTS.meetup.sample }))).toEqual({ is: "absent" });
});
