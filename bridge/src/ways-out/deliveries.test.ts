import { afterEach, expect, test, vi } from "vitest";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { createDeliveryStore } from "../store/delivery-store.ts";
import { createWayOutStore } from "../store/way-out-store.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { recordedLog } from "../testing/recorded-log.ts";
import { BEN, CLEO } from "../testing/world.ts";
import { createDeliveries } from "./deliveries.ts";
import type { PushCode } from "./push.ts";

afterEach(() => void vi.useRealTimers());

const device = (name: string) => ({ endpoint: `https://push.test/${name}`, keys: { p256dh: "key", auth: "auth" } });

/** Ben with two devices and an address, over ways out that answer what they are told to. */
const scene = (answers: readonly Result<null, PushCode>[] = []) => {
  vi.useFakeTimers();
  const db = memoryDatabase();
  const wayOuts = createWayOutStore(db);
  wayOuts.addPush(BEN, device("one"), 0, 10);
  wayOuts.addPush(BEN, device("two"), 1, 10);
  wayOuts.setMail(BEN, "ben@example.org", 0);
  const sent: string[] = [];
  const { log, lines } = recordedLog();
  const left = [...answers];
  const deliveries = createDeliveries({
    store: createDeliveryStore(db),
    wayOuts,
    push: {
      publicKey: "",
      send: async ({ endpoint }) => {
        sent.push(endpoint.slice(18));
        return left.shift() ?? ok(null);
      },
    },
    mail: {
      send: async (address) => {
        sent.push(address);
        return ok(null);
      },
      close: () => undefined,
    },
    log,
    now: Date.now,
    chance: () => 0,
  });
  deliveries.start();
  const alert = async (): Promise<void> => {
    deliveries.plan([BEN, CLEO]);
    deliveries.wake();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { db, wayOuts, sent, lines, deliveries, alert, passes: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
};

test("S5 an alert takes every way that a contact agreed to, at once; who agreed to none is not reached", async () => {
  const { alert, sent, deliveries } = scene();
  await alert();
  expect(sent.toSorted()).toEqual(["ben@example.org", "one", "two"]);
  expect(deliveries.counts()).toEqual({ waiting: 0, failed: 0 });
});

test("S5 what fails for a while is tried again, later and later, and holds up no other", async () => {
  const { alert, sent, deliveries, passes } = scene([
    failed("UNREACHABLE", "later"),
    ok(null),
    failed("UNREACHABLE", "later"),
  ]);
  await alert();
  expect([sent.length, deliveries.counts().waiting]).toEqual([3, 1]);
  await passes(500);
  expect(sent.filter((to) => to === "one")).toHaveLength(2);
  await passes(999);
  expect(sent.filter((to) => to === "one")).toHaveLength(2);
  await passes(1);
  expect(sent.filter((to) => to === "one")).toHaveLength(3);
  expect(deliveries.counts()).toEqual({ waiting: 0, failed: 0 });
});

test("S5 a subscription that is over is removed, and the failure is to be seen", async () => {
  const { alert, sent, wayOuts, deliveries } = scene([failed("GONE", "never")]);
  await alert();
  expect(wayOuts.pushesOf(BEN)).toEqual([device("two")]);
  expect(deliveries.counts()).toEqual({ waiting: 0, failed: 1 });
  sent.length = 0;
  await alert();
  expect(sent).not.toContain("one");
});

test("S5 what cannot be delivered for a day is given up and kept as a failure", async () => {
  const { alert, deliveries, passes, db } = scene(Array.from({ length: 3_000 }, () => failed("UNREACHABLE", "later")));
  await alert();
  await passes(25 * 60 * 60_000);
  expect(deliveries.counts()).toEqual({ waiting: 0, failed: 2 });
  expect(db.prepare("SELECT DISTINCT failure, target FROM own_delivery WHERE failure IS NOT NULL").all()).toEqual([
    { failure: "EXPIRED", target: "" },
  ]);
});

test("S5 who takes back their agreement while something is on its way gets nothing more", async () => {
  const { alert, sent, wayOuts, passes } = scene([failed("UNREACHABLE", "later"), failed("UNREACHABLE", "later")]);
  await alert();
  wayOuts.removePush(BEN);
  sent.length = 0;
  await passes(60_000);
  expect(sent).toEqual([]);
});

test("S5 one address gets at most ten mails an hour", async () => {
  const { alert, sent, passes } = scene();
  for (let number = 0; number < 12; number++) await alert();
  expect(sent.filter((to) => to === "ben@example.org")).toHaveLength(10);
  await passes(60 * 60_000 + 1);
  await alert();
  expect(sent.filter((to) => to === "ben@example.org")).toHaveLength(11);
});

test("S5 no address of a push service or a person is logged", async () => {
  const { alert, lines } = scene([failed("REFUSED", "never"), failed("GONE", "never")]);
  await alert();
  expect(lines.join("")).toContain("given up");
  expect(lines.join("")).not.toMatch(/push\.test|example\.org|@ben/);
});

test("S5 a person has a limited number of devices, the newest; a browser belongs to who used it last", () => {
  const { wayOuts } = scene();
  wayOuts.addPush(BEN, device("three"), 2, 2);
  expect(wayOuts.pushesOf(BEN).map(({ endpoint }) => endpoint.slice(18))).toEqual(["two", "three"]);
  wayOuts.addPush(CLEO, device("three"), 3, 2);
  expect([wayOuts.pushesOf(BEN).length, wayOuts.pushesOf(CLEO).length]).toEqual([1, 1]);
});
