import type { UserId } from "@paceline/protocol";
import { describe, expect, test } from "vitest";
import {
  ack,
  ANA,
  circle,
  clear,
  CONTACTS,
  overdue,
  posted,
  reacted,
  read,
  sos,
  T0,
} from "../../../test/circle-facts.ts";
import { alertChangesMs, alertsOf, alertView, duressUpdate, overdueAlert, testAlert } from "../index.ts";
import type { AlertFact } from "../index.ts";

const [JONAS = ANA, MILA = ANA, TOM = ANA] = CONTACTS;
const order = {
  v: 1 as const,
  contacts: [
    { user: JONAS, tier: 1 },
    { user: MILA, tier: 2 },
    { user: TOM, tier: 3 },
  ],
  escalate_s: 300,
};
const SOS = sos("s");
const sent = posted("s", 0, ANA, SOS);
const viewer = (me: UserId) => ({ me, athlete: ANA, circle: order, contacts: CONTACTS });
const see = (me: UserId, second: number, ...facts: readonly AlertFact[]) => {
  const [alert] = alertsOf(facts, circle);
  if (alert === undefined) throw new Error("no alert");
  return alertView(alert, viewer(me), T0 + second * 1_000);
};

describe("tiers", () => {
  test("S6 the next tier is alerted when nobody answers in time, and not when somebody did", () => {
    expect(see(JONAS, 0, sent)).toMatchObject({ tier: 1, nextTierMs: T0 + 300_000, ring: "alert" });
    expect([299, 300, 600].map((second) => see(MILA, second, sent)?.ring)).toEqual(["no", "alert", "alert"]);
    expect([599, 600].map((second) => see(TOM, second, sent)?.ring)).toEqual(["no", "alert"]);
    expect(see(TOM, 900, sent)).toMatchObject({ tier: 3 });
    expect(see(TOM, 900, sent)?.nextTierMs).toBeUndefined();
    const answered = [sent, reacted("r", 310, JONAS, "s")];
    expect(see(TOM, 900, ...answered)).toMatchObject({ tier: 2, ring: "no" });
    expect(see(MILA, 900, ...answered)?.ring).toBe("alert");
  });

  test("S6 a tier without anybody in it costs no time", () => {
    const [alert] = alertsOf([sent], circle);
    const few = { ...viewer(TOM), contacts: [JONAS, TOM] };
    expect(alert && alertView(alert, few, T0 + 300_000)).toMatchObject({ tier: 3, ring: "alert" });
  });

  test("S6 without an order everybody is alerted at once", () => {
    const [alert] = alertsOf([sent], circle);
    expect(alert && alertView(alert, { ...viewer(TOM), circle: undefined }, T0)?.ring).toBe("alert");
  });
});

describe("ringing", () => {
  test("S6 not for oneself, not for who acknowledged, and not a day later", () => {
    expect(see(ANA, 1, sent)?.ring).toBe("no");
    expect(see(JONAS, 20, sent, posted("a", 10, JONAS, ack(SOS)))).toMatchObject({ ring: "no", mineAck: true });
    expect(see(JONAS, 24 * 3_600, sent)).toMatchObject({ ring: "no", state: "sent" });
  });

  test("S6 whoever answers is not rung on while their answer waits for a connection, and is again when it was refused", () => {
    const answering = (state: "queued" | "sending" | "failed"): AlertFact => ({
      is: "AlertOutgoing",
      sender: JONAS,
      block: ack(SOS),
      state,
      ts: T0,
    });
    for (const state of ["queued", "sending"] as const)
      expect(see(JONAS, 20, sent, answering(state))).toMatchObject({ ring: "no", state: "sent", mineAck: false });
    expect(see(JONAS, 20, sent, answering("failed"))?.ring).toBe("alert");
    expect(see(JONAS, 20, sent, posted("end", 10, ANA, clear(SOS)), answering("queued"))?.ring).toBe("all-clear");
  });

  test("S6 a drill rings as an alert does, a test does not", () => {
    expect(see(JONAS, 1, posted("d", 0, ANA, sos("d", true)))?.ring).toBe("alert");
    const quiet = testAlert({ identifier: "t", athlete: ANA, name: "Ana", language: "en", sentMs: T0 }).block;
    expect(see(TOM, 1, posted("t", 0, ANA, quiet))).toMatchObject({ ring: "no", tier: 3 });
  });

  test("S6 the all-clear is as loud as the alert, for whom it had reached, until they have read it", () => {
    const over = [sent, posted("end", 100, ANA, clear(SOS))];
    expect(see(JONAS, 101, ...over)).toMatchObject({ ring: "all-clear", state: "cancelled" });
    expect(see(MILA, 400, ...over)?.ring).toBe("no");
    expect(see(JONAS, 101, ...over, read(100, JONAS, "end"))?.ring).toBe("no");
    expect(see(JONAS, 13 * 3_600, ...over)?.ring).toBe("no");
  });

  test("S6 the view says when time alone changes it", () => {
    const [alert] = alertsOf([sent], circle);
    const changes = (second: number) =>
      alert && alertChangesMs(alert, see(JONAS, second, sent) ?? { tier: 1 }, T0 + second * 1_000);
    expect([changes(0), changes(301), changes(700), changes(90_000)]).toEqual([
      T0 + 300_000,
      T0 + 600_000,
      T0 + 86_400_000,
      undefined,
    ]);
  });
});

describe("duress", () => {
  const wish = { identifier: "t", athlete: ANA, name: "Ana", language: "en", sentMs: T0, dueMs: T0 } as const;

  test("S6 an alert raised under duress rings at the contacts and is not there for the athlete", () => {
    const forced = posted("f", 0, ANA, overdueAlert({ ...wish, duress: true }).block);
    expect(see(JONAS, 1, forced)?.ring).toBe("alert");
    expect(see(ANA, 1, forced)).toBeUndefined();
  });

  test("S6 a forced all-clear looks like one to the athlete and rings again for who had acknowledged", () => {
    const facts = [posted("o", 0, ANA, overdue("t")), reacted("r", 10, JONAS, "o")];
    const update = duressUpdate({ ...wish, identifier: "u", of: overdue("t") });
    const forced = [...facts, posted("u", 60, ANA, update.block)];
    expect(see(JONAS, 20, ...facts)?.ring).toBe("no");
    expect(see(JONAS, 61, ...forced)).toMatchObject({ ring: "alert", state: "acknowledged" });
    expect(see(ANA, 61, ...forced)).toMatchObject({ ring: "no", state: "resolved" });
    expect(see(JONAS, 70, ...forced, reacted("r2", 65, JONAS, "u"))?.ring).toBe("no");
  });
});
