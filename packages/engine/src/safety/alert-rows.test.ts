import { acknowledgement, duressUpdate, sosAlert } from "@paceline/domain/safety";
import type { SafetyMessage } from "@paceline/domain/safety";
import { eventId, roomId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { alertRows } from "./alert-rows.ts";
import type { CircleSeen } from "./alert-rows.ts";
import { contentOf } from "./say.ts";
import { sparedIn } from "./spared.ts";
import { testsOf } from "./tests.ts";
import { NO_CONTACTS } from "./tiers.ts";

const ANA = userId("@ana:example.org");
const BEN = userId("@ben:example.org");
const CLEO = userId("@cleo:example.org");
const START = 1_700_000_000_000;
const MINUTE = 60_000;
const wish = { athlete: ANA, name: "Ana", language: "en", sentMs: START } as const;
const sos = sosAlert({ ...wish, identifier: "sos-1", silent: false, drill: false });
const forced = duressUpdate({ ...wish, identifier: "sos-1.forced", of: sos.block });
const ackOf = (sender: UserId) =>
  acknowledgement({
    identifier: `ack-${sender}`,
    sender,
    name: sender,
    athleteName: "Ana",
    language: "en",
    sentMs: START,
    of: sos.block,
  });

const said = (minute: number, sender: UserId, message: SafetyMessage) =>
  ({
    is: "event",
    id: eventId(`$${minute}`),
    pos: minute,
    ts: START + minute * MINUTE,
    sender,
    type: "m.room.message",
    content: contentOf(message, { mentions: [] }),
    encrypted: true,
    redacted: false,
  }) as unknown as TimelineEvent;

const member = (user: UserId) =>
  [
    stateKeyOf("m.room.member", user),
    {
      type: "m.room.member",
      key: user,
      content: { membership: "join", displayname: user },
      sender: user,
      id: "$m",
      ts: 0,
    },
  ] as const;

const seenBy = (me: UserId): CircleSeen => ({
  room: roomId("!circle"),
  state: new Map([ANA, BEN, CLEO].map(member)) as unknown as RoomState,
  athlete: ANA,
  bot: undefined,
  circle: NO_CONTACTS,
  events: [said(0, ANA, sos), said(1, BEN, ackOf(BEN)), said(2, ANA, forced), said(3, CLEO, ackOf(CLEO))],
  receipts: new Map(),
  waiting: [],
  me,
});
const rowFor = (me: UserId) => alertRows(seenBy(me), START + 4 * MINUTE).rows[0];

test("S6 to the athlete an alert that they were forced to cancel reads as it did, and nobody answers it any more", () => {
  const row = rowFor(ANA);
  expect(row).toMatchObject({ headline: "Ana needs help", state: "resolved", ring: "no" });
  expect(row?.acks.map(({ person }) => person.userId)).toEqual([BEN]);
  expect(JSON.stringify(row)).not.toContain("forced");
});

test("S6 to the contacts it says what happened, and rings again for who answered before", () => {
  expect(rowFor(BEN)).toMatchObject({ headline: "Ana was forced to cancel this alert", ring: "alert" });
  expect(rowFor(CLEO)).toMatchObject({ ring: "no" });
  expect(rowFor(BEN)?.acks.map(({ person }) => person.userId)).toEqual([BEN, CLEO]);
});

test("S6 an alert is read by its schema once, however often the circle is looked at", () => {
  let reads = 0;
  const counting = (event: TimelineEvent): TimelineEvent => ({
    ...event,
    content: new Proxy(event.content, { get: (of, key) => ((reads += 1), Reflect.get(of, key) as unknown) }),
  });
  const seen = seenBy(BEN);
  const circle = { ...seen, events: seen.events.map(counting) };
  alertRows(circle, START);
  expect(reads).toBe(circle.events.length);
  alertRows(circle, START + MINUTE);
  sparedIn(circle, START);
  testsOf(circle, START);
  expect(reads).toBe(circle.events.length);
});
