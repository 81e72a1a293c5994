import { allClear, duressUpdate, overdueAlert, sosAlert } from "@paceline/domain/safety";
import type { SafetyMessage } from "@paceline/domain/safety";
import { failed, roomId, userId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { say } from "../safety/say.ts";
import { openOutbox } from "./outbox.ts";
import type { Intent, Outbox } from "./outbox-port.ts";
import { FakeParts } from "./testing/fake-parts.ts";

const ROOM = roomId("!circle");
const ANA = userId("@ana:example.org");
const wish = { name: "Ana", language: "en", sentMs: 1_700_000_000_000 } as const;
const sos = sosAlert({ ...wish, identifier: "sos-1", athlete: ANA, silent: false, drill: false });
const about = { ...wish, of: sos.block };
const line: Intent = {
  is: "event",
  roomId: ROOM,
  type: "m.room.message",
  content: { msgtype: "m.notice", body: "Ana has ended the safety timer: all is well." },
};

/** What the athlete's screen counts, without a network, after this was written. */
async function counted(write: (outbox: Outbox) => Promise<unknown>, code: "offline" | "forbidden" = "offline") {
  const parts = new FakeParts();
  parts.answer = async () => failed(code, code === "offline" ? "later" : "never");
  const outbox = await openOutbox(parts);
  outbox.start();
  await write(outbox);
  await new Promise((resolve) => setImmediate(resolve));
  return outbox.counts();
}
const loud = (message: SafetyMessage) => (outbox: Outbox) => say(outbox, ROOM, message, { mentions: [], bell: true });

test.each(["offline", "forbidden"] as const)(
  "S6 where what was written is %s, a timer that ended and one whose end was forced leave the same number of messages",
  async (code) => {
    const forced = overdueAlert({ ...wish, identifier: "timer-1", athlete: ANA, dueMs: 0, duress: true });
    const honest = await counted((outbox) => outbox.enqueue(line), code);
    expect(honest.queued + honest.failed).toBe(1);
    expect(
      await counted(async (outbox) => {
        await loud(forced)(outbox);
        await outbox.enqueue(line);
      }, code),
    ).toEqual(honest);
  },
);

test("S6 an all-clear that waits and one that was forced are one message each, and a bell is none", async () => {
  const clear = allClear({ ...about, identifier: "c", sender: ANA, falseAlarm: true });
  const forced = duressUpdate({ ...about, identifier: "f", athlete: ANA });
  expect(await counted(loud(clear))).toEqual({ queued: 1, failed: 0 });
  expect(await counted(loud(forced))).toEqual({ queued: 1, failed: 0 });
  expect(await counted(loud(sos))).toEqual({ queued: 1, failed: 0 });
});
