import { expect, test, vi } from "vitest";
import { groupOf, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson } from "../testing/people.ts";
import { heldFor, watching } from "./testing/held-alerts.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const MINUTE = 60_000;

/** Ana's circle on a watched network: Ben is alerted first, then Cleo. */
async function circle() {
  const network = watching();
  const [ana, ben, cleo] = await Promise.all([
    people.engine("Ana", { fetch: network.fetch }),
    people.engine("Ben"),
    people.engine("Cleo"),
  ]);
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ana.must("inviteContact", { userId: cleo.id, tier: 2 });
  for (const contact of [ben, cleo]) {
    await contact.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
    await contact.must("acceptInvite", { roomId: room });
  }
  await ana.until("circle", {}, (rows) => rows.length === 2 && rows.every(({ state }) => state === "ready"));
  const hold = await heldFor(people.server(), ana.user, network.readableBy);
  /** Signs somebody in on one more device, and says which. */
  async function late({ user }: EnginePerson) {
    const device = await people.device(user);
    const { rows } = await device.until("session", {}, ([row]) => row?.account !== undefined);
    return { device, id: rows[0]?.account?.deviceId ?? "" };
  }
  return { ana, ben, cleo, room, late, ...hold };
}

test("S5 S6 a contact's new device reads what was armed and raised before it was there, in every tier", async () => {
  const { ana, ben, cleo, held, late, sendSealedFor } = await circle();
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: true });
  // Of the timer for both tiers, of the SOS for the second; the first has it.
  await vi.waitFor(async () => expect(await held()).toHaveLength(3), patient);

  const devices = await Promise.all([late(ben), late(cleo)]);
  await sendSealedFor(
    3,
    devices.map(({ id }) => id),
  );
  for (const { device } of devices) {
    const { rows } = await device.until("alerts", {}, (all) => all.length === 2);
    expect(rows.map(({ id }) => id).sort()).toEqual([alertId, timerId].sort());
  }
});

test("S5 S6 another device of the athlete's own that comes after arming reads the timer's alert", async () => {
  const { ana, held, late, sendSealedFor } = await circle();
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  await vi.waitFor(async () => expect(await held()).toHaveLength(2), patient);
  const { device, id } = await late(ana);
  await sendSealedFor(2, [id]);
  await device.until("alerts", {}, (all) => all.some((row) => row.id === timerId && row.mine));
});

test("S5 S6 who is alerted when, changed while a timer runs, is so in what waits", async () => {
  const { ana, cleo, held } = await circle();
  await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  await vi.waitFor(async () => expect(await held()).toHaveLength(2), patient);
  await ana.must("setContactTier", { userId: cleo.id, tier: 1 });
  await vi.waitFor(async () => expect(await held()).toHaveLength(1), patient);
});

test("S5 after a timer's alert went out, the next tier's is sealed anew for a device that comes then", async () => {
  const { ana, cleo, held, late, send, sendSealedFor } = await circle();
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  await vi.waitFor(async () => {
    const [first, ...later] = await held();
    expect(later).toHaveLength(1);
    if (first !== undefined) await send(first);
  }, patient);
  await ana.until("timer", {}, ([row]) => row?.state === "overdue");

  const { device, id } = await late(cleo);
  await sendSealedFor(1, [id]);
  await device.until("alerts", {}, (all) => all.some((row) => row.id === timerId));
});

test("S1 S5 who accepts while a timer runs reads its alert, also somebody whose devices were known before", async () => {
  const { ana, room, held, sendSealedFor } = await circle();
  const dan = await people.engine("Dan");
  // Both share another encrypted room: the homeserver has no news of Dan's devices when he accepts.
  await groupOf(ana, [dan]);
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  await vi.waitFor(async () => expect(await held()).toHaveLength(2), patient);

  await ana.must("inviteContact", { userId: dan.id, tier: 1 });
  await dan.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await dan.must("acceptInvite", { roomId: room });
  const { rows } = await dan.until("session", {}, ([row]) => row?.account !== undefined);
  await sendSealedFor(2, [rows[0]?.account?.deviceId ?? ""]);
  await dan.until("alerts", {}, (all) => all.some((row) => row.id === timerId));
});
