import { txnId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import type { OutboxEntry } from "../outbox/outbox-port.ts";
import { ANA } from "../testing/open-projection.ts";
import { CIRCLE, ownCircle, T0, tiersAt } from "./testing/own-circle.ts";
import { tiersOf } from "./tiers.ts";

const waiting = (tier: number, is: "queued" | "failed"): OutboxEntry => ({
  txnId: txnId("t"),
  intent: {
    is: "event",
    roomId: CIRCLE,
    type: EVENTS.circle.type,
    content: { v: 1, contacts: [{ user: "@ben:example.org", tier }], escalate_s: 300 },
  },
  at: T0,
  state: is === "queued" ? { is } : { is, failure: { code: "offline", retry: "later" } },
});

test("S1 the tiers are those said last, also where the word waits for a connection; one that was refused says nothing", async () => {
  const { take, view } = await ownCircle();
  await take({ timeline: [tiersAt({ id: "$tiers", day: 0 })] });
  const { events } = await view.seen(CIRCLE);
  const tierNow = (...entries: readonly OutboxEntry[]) => tiersOf(events, ANA, entries).contacts[0]?.tier;
  expect(tierNow()).toBe(1);
  expect(tierNow(waiting(2, "queued"), waiting(3, "queued"))).toBe(3);
  expect(tierNow(waiting(2, "queued"), waiting(3, "failed"))).toBe(2);
});
