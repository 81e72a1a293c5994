import { allClear, bridgeOverdue, sosAlert } from "@paceline/domain/safety";
import { eventId, userId } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { stateKeyOf } from "../projection/room-state.ts";
import type { RoomState } from "../projection/room-state.ts";
import type { TimelineEvent } from "../projection/timeline-event.ts";
import { contentOf } from "./say.ts";
import { trustedIn } from "./trusted.ts";

const [ANA, BEN, BOT] = ["ana", "ben", "paceline"].map((name) => userId(`@${name}:example.org`)) as [
  UserId,
  UserId,
  UserId,
];
const sentMs = 1_700_000_000_000;
const said = { name: "Ana", language: "en", sentMs } as const;
const sealed: RoomState = new Map([
  [
    stateKeyOf("m.room.encryption", ""),
    {
      type: "m.room.encryption",
      key: "",
      content: { algorithm: "m.megolm.v1.aes-sha2" },
      sender: ANA,
      id: eventId("$e"),
      ts: sentMs,
    },
  ],
]);
const sos = sosAlert({ ...said, identifier: "sos-1", athlete: ANA, silent: false, drill: false });

const heard = (sender: UserId, more: Partial<TimelineEvent>): TimelineEvent => ({
  is: "event",
  id: eventId("$1"),
  pos: 1,
  type: "m.room.message",
  content: {},
  sender,
  ts: sentMs,
  redacted: false,
  encrypted: false,
  ...more,
});

test.each([
  [
    "the athlete's all-clear",
    ANA,
    contentOf(allClear({ ...said, identifier: "c", sender: ANA, of: sos.block, falseAlarm: true }), {
      mentions: [],
    }),
  ],
  ["a contact's OK", BEN, { msgtype: "m.text", body: "OK" }],
])("S6 %s in clear counts for nothing in an encrypted circle, sealed it does", (_what, sender, content) => {
  expect(trustedIn(sealed, BOT)(heard(sender, { content }))).toBe(false);
  expect(trustedIn(sealed, BOT)(heard(sender, { content, encrypted: true }))).toBe(true);
  expect(trustedIn(new Map(), BOT)(heard(sender, { content }))).toBe(true);
});

test("S5 the bot's clear line counts there, and nobody else is the bot", () => {
  const line = bridgeOverdue({ ...said, id: "timer-1", bot: BOT, alertAtMs: sentMs });
  const content = contentOf(line, { mentions: [BEN] });
  expect(trustedIn(sealed, BOT)(heard(BOT, { content }))).toBe(true);
  expect(trustedIn(sealed, undefined)(heard(BOT, { content }))).toBe(false);
  for (const more of [{ type: "m.reaction" }, { type: "m.room.member", stateKey: BEN }, { redacted: true }])
    expect(trustedIn(sealed, BOT)(heard(BEN, more))).toBe(true);
});
