import { EVENTS } from "@paceline/protocol/events";
import type { SafetyTimer } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { ANA } from "../testing/open-projection.ts";
import { event } from "../testing/sync-builder.ts";
import { CIRCLE, ownCircle, T0 } from "./testing/own-circle.ts";
import { timerElsewhere, timerOf } from "./others-timer.ts";

const HOUR = 3_600_000;
let lines = 0;
const line = (id: string, state: SafetyTimer["state"], more: Partial<SafetyTimer> = {}) => {
  const due = `${new Date(T0 + HOUR).toISOString().slice(0, 19)}Z`;
  const block: SafetyTimer = { v: 1, id, state, mode: "eta", due, grace_s: 600, ...more };
  const content = { msgtype: "m.notice", body: "a line", [EVENTS.safetyTimer.type]: block };
  return event("m.room.message", content, { sender: ANA, origin_server_ts: T0 + (lines += 1) });
};

test("S5 S10 a timer of mine that another device runs is told here, and one of this device is not taken for another's", async () => {
  const { take, view } = await ownCircle();
  await take({ timeline: [line("phone", "armed")] });
  expect(timerElsewhere(await view.seen(CIRCLE), T0, undefined)).toEqual({
    timer: { dueMs: T0 + HOUR, mode: "eta" },
    changesMs: T0 + HOUR + 600_000,
  });
  expect(timerElsewhere(await view.seen(CIRCLE), T0, "phone").timer).toBeUndefined();
  expect(timerElsewhere(await view.seen(CIRCLE), T0 + 2 * HOUR, undefined).timer).toBeUndefined();
});

test("S6 a forced end looks like one on my other device, and is none to contacts", async () => {
  const { take, view } = await ownCircle();
  await take({ timeline: [line("phone", "armed"), line("phone", "ended", { duress: true })] });
  const seen = await view.seen(CIRCLE);
  expect(timerElsewhere(seen, T0, undefined).timer).toBeUndefined();
  expect(timerOf(seen, T0).timer).toBeDefined();
});
