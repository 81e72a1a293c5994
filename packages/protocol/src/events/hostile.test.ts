import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEventId, isRoomId, isUserId } from "../ids.ts";
import { decode } from "./decode.ts";
import type { EventName } from "./registry.ts";
import { EVENTS } from "./registry.ts";
import { spoiled } from "../../test/spoiled.ts";

/** Runs for each type of ours. */
const RUNS = 10_000;

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/* What each shape promises, said a second time and without the schemas, so that a slip in one of them shows. */
const whole =
  (min: number, max = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
const text =
  (min: number, max: number): Check =>
  (value) =>
    typeof value === "string" && value.length >= min && value.length <= max;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const list =
  (max: number, item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(item);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const record =
  (shape: Shape): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.entries(shape).every(([key, check]) => check((value as Record<string, unknown>)[key]));
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);

const utc: Check = (value) =>
  matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)(value) && !Number.isNaN(Date.parse(String(value)));
const time = record({
  utc,
  local: (value) =>
    matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?$/)(value) && !Number.isNaN(Date.parse(`${String(value)}Z`)),
  timeZone: text(1, 64),
});
const token = matching(/^[^\s,<&]{1,255}$/);
const reference = record({ rel_type: oneOf("m.reference"), event_id: isEventId });
const party = record({ user: isUserId, guests: whole(0, 10) });
const meetup = record({
  v: oneOf(1),
  uid: text(1, 255),
  title: text(1, 200),
  sport: oneOf("cycling", "gravel", "mtb", "running", "trail", "swimming", "triathlon", "walking", "skiing", "other"),
  start: time,
  end: maybe(time),
  status: oneOf("confirmed", "tentative", "cancelled"),
  place: maybe(record({ name: text(1, 200), uri: maybe(matching(/^geo:/i)) })),
  distance_m: maybe(whole(0)),
  ascent_m: maybe(whole(0)),
  pace_groups: list(12, record({ id: text(1, 16), name: text(1, 80), speed_kmh: maybe(whole(1, 100)) })),
  capacity: maybe(whole(1, 100_000)),
  rsvp_by: maybe(utc),
  notes: maybe(text(0, 4_000)),
  organizers: list(20, isUserId),
  sequencer: isUserId,
  rrule: maybe(text(0, 500)),
  exdates: maybe(list(366, utc)),
  companion_room: maybe(isRoomId),
  sequence: whole(0),
});
const SHAPES: Record<EventName, Check> = {
  club: record({ v: oneOf(1), access: oneOf("open", "private"), sports: list(12, text(1, 40)) }),
  channel: record({
    v: oneOf(1),
    kind: oneOf("chat", "announcements", "meetups", "forum", "meetup", "circle"),
    club: maybe(isRoomId),
    card: maybe(isEventId),
  }),
  role: record({ v: oneOf(1), role: oneOf("owner", "captain", "moderator", "coach", "leader", "member", "guest") }),
  announcement: record({ v: oneOf(1), title: maybe(text(1, 200)) }),
  meetup,
  meetupUpdate: record({ v: oneOf(1), "m.relates_to": reference, meetup }),
  rsvp: record({
    v: oneOf(1),
    "m.relates_to": reference,
    status: oneOf("yes", "maybe", "no", "withdrawn"),
    guests: whole(0, 10),
    pace: maybe(text(0, 16)),
    note: maybe(text(0, 500)),
    instance: maybe(utc),
  }),
  roster: record({
    v: oneOf(1),
    "m.relates_to": reference,
    epoch: whole(0),
    seq: whole(0),
    instance: maybe(utc),
    confirmed: list(2_000, party),
    waitlist: list(2_000, party),
  }),
  meetupIndex: record({ v: oneOf(1), cards: list(100, record({ card: isEventId, start: utc })) }),
  circle: record({
    v: oneOf(1),
    contacts: list(50, record({ user: isUserId, tier: whole(1, 3) })),
    escalate_s: whole(60, 3_600),
  }),
  alert: record({
    v: oneOf(1),
    identifier: token,
    sender: isUserId,
    sent: utc,
    status: oneOf("Actual", "Exercise", "Test"),
    msgType: oneOf("Alert", "Update", "Cancel", "Ack"),
    scope: oneOf("Private"),
    references: list(20, record({ sender: token, identifier: token, sent: utc })),
    info: maybe(
      record({
        category: list(11, text(1, 20)),
        event: text(1, 100),
        urgency: text(1, 20),
        severity: text(1, 20),
        certainty: text(1, 20),
        expires: maybe(utc),
        headline: text(1, 300),
        description: maybe(text(0, 4_000)),
        instruction: maybe(text(0, 4_000)),
        parameter: maybe(record({ battery_pct: maybe(whole(0, 100)), accuracy_m: maybe(whole(0)) })),
        area: maybe(record({ areaDesc: text(1, 400), circle: maybe(matching(/^-?[\d.]+,-?[\d.]+ [\d.]+$/)) })),
      }),
    ),
  }),
  safetyTimer: record({
    v: oneOf(1),
    id: token,
    state: oneOf("armed", "extended", "ended"),
    mode: oneOf("eta", "interval", "until-stopped"),
    due: utc,
    grace_s: whole(0, 86_400),
  }),
  sosBell: record({ v: oneOf(1) }),
  beaconInfo: record({
    description: maybe(text(0, 1_000)),
    live: oneOf(true, false),
    timeout: whole(Number.MIN_SAFE_INTEGER),
    "org.matrix.msc3488.ts": whole(0),
  }),
  beacon: record({
    "m.relates_to": reference,
    "org.matrix.msc3488.location": record({ uri: matching(/^geo:/i), description: maybe(text(0, 1_000)) }),
    "org.matrix.msc3488.ts": whole(0),
    "club.paceline.track": maybe(
      record({ v: oneOf(1), fixes: list(60, record({ uri: matching(/^geo:/i), ts: whole(0) })) }),
    ),
  }),
  tracker: record({ v: oneOf(1), id: token, name: text(1, 60), key: text(16, 32), revoked: oneOf(true, false) }),
  sealedFix: record({ v: oneOf(1), tracker: token, data: matching(/^[A-Za-z0-9+/]+={0,2}$/) }),
  platform: record({ v: oneOf(1), platform: matching(/^[a-z][a-z0-9-]{0,30}$/) }),
};

/** Keys that the samples leave out. */
const ALSO: Partial<Record<EventName, object>> = {
  channel: { card: "$card" },
  meetup: {
    end: EVENTS.meetup.sample.start,
    rsvp_by: "2026-11-21T08:00:00Z",
    notes: "Bring lights.",
    organizers: ["@mia:example.org"],
    rrule: "FREQ=WEEKLY",
    exdates: ["2026-11-29T08:00:00Z"],
    companion_room: "!ride",
  },
  rsvp: { note: "late", instance: "2026-11-22T08:00:00Z" },
  roster: { instance: "2026-11-22T08:00:00Z" },
};

describe.each(Object.keys(EVENTS) as EventName[])("%s", (name) => {
  const { carrier, type, sample } = EVENTS[name];
  const onWire = (value: unknown): unknown => (carrier === "block" ? { body: "x", [type]: value } : value);

  test(`B1 ${RUNS} hostile contents of ${name} never throw and never pass with a wrong shape`, () => {
    const seen = { valid: 0, absent: 0, newer: 0, malformed: 0 };
    fc.assert(
      fc.property(spoiled({ ...sample, ...ALSO[name] }), (value) => {
        const decoded = decode(name, onWire(value));
        seen[decoded.is]++;
        return decoded.is !== "valid" || SHAPES[name](decoded.value);
      }),
      { numRuns: RUNS },
    );
    expect(SHAPES[name]({})).toBe(false);
    // What is not ours has no version that could be newer.
    const versions = "v" in sample ? [seen.newer] : [];
    expect(Math.min(seen.valid, seen.malformed, ...versions)).toBeGreaterThan(RUNS / 1_000);
    expect(Object.prototype).not.toHaveProperty("v");
  }, 60_000);
});
