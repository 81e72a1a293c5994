import { acknowledgement, allClear, duressUpdate, overdueAlert, sosAlert } from "@paceline/domain/safety";
import type { SafetyMessage } from "@paceline/domain/safety";
import { eventId, roomId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { expect, test } from "vitest";
import type { Content } from "../matrix/client-port.ts";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import type { CircleSeen } from "./alert-rows.ts";
import { safetyLog } from "./safety-log.ts";
import { contentOf } from "./say.ts";
import { NO_CONTACTS } from "./tiers.ts";

const ANA = userId("@ana:example.org");
const BEN = userId("@ben:example.org");
const BOT = userId("@paceline:example.org");
const START = 1_700_000_000_000;
const MINUTE = 60_000;
const wish = { athlete: ANA, name: "Ana", language: "en", sentMs: START } as const;
const sos = sosAlert({ ...wish, identifier: "sos-1", silent: false, drill: false });

let minutes = 0;
const event = (sender: UserId, content: Content, more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  is: "event",
  id: eventId(`$${(minutes += 1)}`),
  pos: minutes,
  ts: START + minutes * MINUTE,
  sender,
  type: "m.room.message",
  content,
  encrypted: true,
  redacted: false,
  ...more,
});
const said = (sender: UserId, message: SafetyMessage) => event(sender, contentOf(message, { mentions: [] }));
const came = (user: UserId, membership: string, before?: string) =>
  event(
    user,
    { membership },
    {
      type: "m.room.member",
      stateKey: user,
      ...(before === undefined ? {} : { before: { membership: before } }),
    },
  );
const line = (state: string, sender = ANA) =>
  event(sender, {
    body: "a line",
    "club.paceline.safety_timer": { v: 1, id: "timer-1", state, mode: "eta", due: "2026-11-22T16:30:00Z", grace_s: 0 },
  });
const ackOf = (of: SafetyMessage) =>
  acknowledgement({ ...wish, identifier: "ack", sender: BEN, name: "Ben", athleteName: "Ana", of: of.block });

function log(events: readonly TimelineEvent[]) {
  const member = (user: UserId, name: string) =>
    [
      stateKeyOf("m.room.member", user),
      {
        type: "m.room.member",
        key: user,
        content: { membership: "join", displayname: name },
        sender: user,
        id: "$m",
        ts: 0,
      },
    ] as const;
  const seen: CircleSeen = {
    room: roomId("!circle"),
    state: new Map([member(ANA, "Ana"), member(BEN, "Ben"), member(BOT, "Bot")]) as unknown as RoomState,
    athlete: ANA,
    bot: BOT,
    circle: NO_CONTACTS,
    events,
    receipts: new Map(),
    waiting: [],
    me: ANA,
  };
  return safetyLog(seen, START + 600 * MINUTE).map(({ what }) =>
    "person" in what ? `${what.kind} ${what.person}` : what.kind,
  );
}

test("S6 the log tells timers, alerts, answers and who came and went, newest first, each once", () => {
  const events = [
    came(BOT, "join"),
    came(BEN, "join", "invite"),
    line("armed"),
    line("extended"),
    line("armed", BEN),
    line("ended"),
    said(ANA, sos),
    said(ANA, sos),
    said(BEN, ackOf(sos)),
    said(ANA, allClear({ ...wish, identifier: "c", sender: ANA, of: sos.block, falseAlarm: false })),
    came(BEN, "leave", "join"),
    event(BEN, { body: "good night" }),
  ];
  expect(log(events)).toEqual([
    "contact-left Ben",
    "sos-cancelled",
    "acknowledged Ben",
    "sos-sent",
    "timer-ended",
    "timer-extended",
    "timer-armed",
    "contact-joined Ben",
  ]);
});

test("S6 what was said under pressure is in nobody's log: it shows the end that was asked for, and no answer after it", () => {
  const forced = overdueAlert({ ...wish, identifier: "timer-1", dueMs: START, duress: true });
  expect(log([line("armed"), said(ANA, forced), line("ended"), said(BEN, ackOf(forced))])).toEqual([
    "timer-ended",
    "timer-armed",
  ]);
  const update = duressUpdate({ ...wish, identifier: "sos-1.forced", of: sos.block });
  expect(log([said(ANA, sos), said(ANA, update), said(BEN, ackOf(sos))])).toEqual(["sos-cancelled", "sos-sent"]);
});

test("S6 an overdue timer, a drill and a test are told apart", () => {
  const overdue = overdueAlert({ ...wish, identifier: "timer-2", dueMs: START });
  const drill = sosAlert({ ...wish, identifier: "sos-2", silent: true, drill: true });
  expect(log([said(ANA, overdue), said(ANA, drill)])).toEqual(["drill-sent", "timer-overdue"]);
});
