import { eventId, roomId } from "@paceline/protocol";
import type {
  AlertRow,
  CircleOfOthersRow,
  ContactRow,
  SafetyLogRow,
  ShareRow,
  TimerRow,
  ZoneRow,
} from "@paceline/protocol/port";
import { fact, type Fact } from "../view-state.ts";
import { ana, jonas, mila, priya, tom } from "./people.ts";
import { at, DAY, NOW } from "./time.ts";

const CIRCLE = roomId("!circle:example.org");
const MINUTE = 60_000;
const fix = { ts: NOW - 20_000, latitude: 48.13721, longitude: 11.57556, accuracy_m: 8, battery_pct: 64 };

const contact = (person: ContactRow["person"], change: Partial<ContactRow>): ContactRow => ({
  id: person.userId,
  person,
  tier: 1,
  state: "ready",
  sinceMs: NOW - 40 * DAY,
  verified: "yes",
  test: { sentMs: NOW - 3 * DAY, answeredMs: NOW - 3 * DAY + MINUTE },
  confirmDue: false,
  client: "paceline",
  ...change,
});

export const contacts: readonly ContactRow[] = [
  contact(jonas, {}),
  contact(mila, { verified: "changed", test: { sentMs: NOW - 3 * DAY } }),
  contact(tom, { tier: 2, verified: "no", client: "other", confirmDue: true }),
  contact(priya, { tier: 2, state: "invited", verified: "no", sinceMs: NOW - DAY, client: "unknown" }),
];
export const circleMeta = { roomId: CIRCLE, escalateMs: 5 * MINUTE, code: false };

const held: TimerRow = {
  id: "timer-1",
  mode: "eta",
  state: "armed",
  armedMs: NOW - 40 * MINUTE,
  dueMs: NOW + 112 * MINUTE,
  graceMs: 20 * MINUTE,
  homeserver: { is: "held", confirmedMs: NOW - 2 * MINUTE, untilMs: NOW + 132 * MINUTE },
  bridge: { is: "held", confirmedMs: NOW - 2 * MINUTE, untilMs: NOW + 132 * MINUTE, reach: { push: 1, mail: 2 } },
  protection: { is: "full", untilMs: NOW + 132 * MINUTE },
  fix,
  lastHeartbeatMs: NOW - 2 * MINUTE,
};

const halfHeld: TimerRow = {
  ...held,
  bridge: { is: "not", why: "no-bridge" },
  protection: { is: "half", untilMs: NOW + 132 * MINUTE },
};
const notHeld: TimerRow = {
  ...held,
  state: "arming",
  homeserver: { is: "not", why: "offline" },
  bridge: { is: "not", why: "offline" },
  protection: { is: "none" },
};
/** Just wished for: nobody has answered yet. */
const arming: TimerRow = {
  ...held,
  state: "arming",
  armedMs: NOW - 2_000,
  homeserver: { is: "asking" },
  bridge: { is: "asking" },
  protection: { is: "none" },
};
/** Both places say until when they hold the alert of a timer that was due then. */
function due(dueMs: number): Pick<TimerRow, "dueMs" | "homeserver" | "bridge" | "protection"> {
  const untilMs = dueMs + 20 * MINUTE;
  const hold = { is: "held", confirmedMs: NOW - 2 * MINUTE, untilMs } as const;
  return { dueMs, homeserver: hold, bridge: hold, protection: { is: "full", untilMs } };
}
const prompted: TimerRow = { ...held, ...due(NOW - 8 * MINUTE), state: "prompted" };
const overdue: TimerRow = {
  ...held,
  state: "overdue",
  dueMs: NOW - 30 * MINUTE,
  homeserver: { is: "not", why: "fired" },
  bridge: { is: "not", why: "fired" },
  protection: { is: "none" },
};
const interval: TimerRow = { ...held, ...due(NOW + 22 * MINUTE), mode: "interval", intervalMs: 30 * MINUTE };
const unseen: TimerRow = { ...held, hidden: true };
const checkIn: TimerRow = { ...interval, ...due(NOW - 2 * MINUTE), state: "prompted" };
/** Ended without a connection. */
const stillHeld: TimerRow = { ...held, state: "ended", bridge: { is: "asking" }, protection: { is: "none" } };
export const timers = { held, halfHeld, notHeld, arming, prompted, overdue, interval, checkIn, unseen, stillHeld };

export const sos: AlertRow = {
  id: "sos-1",
  roomId: CIRCLE,
  eventId: eventId("$sos"),
  athlete: mila,
  mine: false,
  cause: "sos",
  status: "Actual",
  sentMs: NOW - MINUTE,
  state: "sent",
  headline: "Mila Novak needs help",
  instruction: "Call Mila. If nobody answers, call 112 and read them the position.",
  fix,
  deliveredTo: [],
  acks: [],
  nextTierMs: NOW + 4 * MINUTE,
  tier: 1,
  ring: "alert",
  mineAck: false,
};
export const drill: AlertRow = { ...sos, id: "sos-2", status: "Exercise" };
const { fix: _nowhere, instruction: _nothing, ...bare } = sos;
export const quiet: AlertRow = { ...bare, ring: "no", cause: "overdue", id: "timer-0", athlete: jonas };
export const mySos: AlertRow = {
  ...sos,
  id: "sos-3",
  athlete: ana,
  mine: true,
  ring: "no",
  state: "acknowledged",
  deliveredTo: [jonas, mila],
  acks: [{ person: jonas, tsMs: NOW - 20_000 }],
};
/** Of the timer that is overdue. */
export const myOverdue: AlertRow = { ...mySos, id: held.id, cause: "overdue", state: "delivered", acks: [] };
export const allClear: AlertRow = {
  ...sos,
  state: "resolved",
  ring: "all-clear",
  acks: [{ person: jonas, tsMs: NOW - 20_000 }],
};
const solved: AlertRow = { ...quiet, id: "sos-4", cause: "sos", state: "cancelled", sentMs: NOW - 3 * DAY };

const circles: readonly CircleOfOthersRow[] = [
  {
    id: roomId("!milas:example.org"),
    athlete: mila,
    verified: "yes",
    tier: 1,
    sinceMs: NOW - 90 * DAY,
    timer: { dueMs: at("2026-11-21", "12:30"), mode: "eta" },
  },
  {
    id: roomId("!jonass:example.org"),
    athlete: jonas,
    verified: "no",
    tier: 2,
    sinceMs: NOW - 10 * DAY,
    testOpen: "test-1",
  },
  {
    id: roomId("!toms:example.org"),
    athlete: tom,
    verified: "no",
    tier: 1,
    sinceMs: NOW - 4 * DAY,
    timer: { dueMs: NOW + 30 * MINUTE, mode: "until-stopped" },
  },
];

const log: readonly SafetyLogRow[] = [
  { id: "4", tsMs: at("2026-11-21", "09:01"), what: { kind: "share-started", room: "Sunday gravel" } },
  { id: "3", tsMs: at("2026-11-21", "09:01"), what: { kind: "timer-armed" } },
  { id: "2", tsMs: at("2026-11-18", "18:20"), what: { kind: "acknowledged", person: jonas.name } },
  { id: "1", tsMs: at("2026-11-18", "18:19"), what: { kind: "test-sent" } },
];

export const share: ShareRow = {
  id: eventId("$share"),
  roomId: CIRCLE,
  roomName: "Ana’s circle",
  person: ana,
  mine: true,
  startedMs: NOW - 40 * MINUTE,
  endsMs: NOW + 112 * MINUTE,
  live: true,
  precision: "exact",
  viewers: 4,
  last: fix,
  trail: [],
  stale: false,
};

const zones: readonly ZoneRow[] = [
  { id: "zone-1", name: "Home", latitude: 48.1371234, longitude: 11.5754321, radius_m: 500 },
  { id: "zone-2", name: "Grandmother", latitude: 48.2, longitude: 11.6, radius_m: 1_000 },
];

/** Somebody whose circle is in order and who is on the road. */
export const safetyFacts: readonly Fact[] = [
  fact("circle", {}, contacts, circleMeta),
  fact("timer", {}, [held], {}),
  fact("alerts", {}, [quiet, solved], {}),
  fact("circlesOfOthers", {}, circles, {}),
  fact("shares", {}, [share], {}),
  fact("safetyLog", {}, log, {}),
  fact("zones", {}, zones, {}),
  fact(
    "trackers",
    {},
    [
      {
        id: "phone-1",
        name: "Ana’s phone",
        kind: "owntracks",
        createdMs: NOW - 20 * DAY,
        lastMs: NOW - 4 * MINUTE,
        owner: ana.userId,
      },
    ],
    {},
  ),
];
