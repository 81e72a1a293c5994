import { expect, onTestFinished, test, vi } from "vitest";
import { PlainClient } from "@paceline/testkit/plain-client";
import { groupOf, PASSWORD, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson } from "../testing/people.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
const MINUTE = 60_000;

type Held = { readonly delay_id: string; readonly delay: number; readonly type: string };

/** A network that sees to which devices keys were sent, and which devices had them when the homeserver was given an event to hold. */
function watching() {
  const keyed = new Set<string>();
  const readableBy = new Map<string, ReadonlySet<string>>();
  const watched: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    if (url.includes("/sendToDevice/m.room.encrypted") && typeof init?.body === "string") {
      const { messages } = JSON.parse(init.body) as { readonly messages: Readonly<Record<string, object>> };
      for (const device of Object.values(messages).flatMap((to) => Object.keys(to))) keyed.add(device);
    }
    const now = new Set(keyed);
    const answer = await fetch(input, init);
    if (url.includes("msc4140.delay=")) readableBy.set(((await answer.clone().json()) as Held).delay_id, now);
    return answer;
  };
  return { fetch: watched, readableBy };
}

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
  const other = await PlainClient.signIn(people.server().baseUrl, ana.user, PASSWORD, { encryption: false });
  onTestFinished(() => other.signOut());
  /** Alerts that the homeserver holds, the next one first. */
  const held = async (): Promise<readonly Held[]> => {
    const all = await other.http.request<{ delayed_events: readonly Held[] }>("GET", DELAYED);
    return all.delayed_events.filter(({ type }) => type === "m.room.encrypted").sort((a, b) => a.delay - b.delay);
  };
  /** Signs a contact in on one more device, and says which. */
  async function late({ user }: EnginePerson) {
    const device = await people.device(user);
    const { rows } = await device.until("session", {}, ([row]) => row?.account !== undefined);
    return { device, id: rows[0]?.account?.deviceId ?? "" };
  }
  /** As the homeserver does when the time has come. Refused where it was sealed anew just then: it is gone under its old name. */
  const send = async ({ delay_id: id }: Held): Promise<unknown> =>
    other.http.request("POST", `${DELAYED}/${id}/send`, { body: {} });
  /** Sends all of it, the next one first, as soon as so much is held and each was sealed for these devices too; then also what took another's place meanwhile. */
  async function sendSealedFor(count: number, devices: readonly string[]): Promise<void> {
    let begun = false;
    await vi.waitFor(async () => {
      const now = await held();
      if (!begun) expect(now).toHaveLength(count);
      for (const { delay_id: id } of now)
        expect([...(network.readableBy.get(id) ?? [])]).toEqual(expect.arrayContaining([...devices]));
      for (const one of now) {
        await send(one);
        begun = true;
      }
    }, patient);
  }
  return { ana, ben, cleo, room, held, late, send, sendSealedFor };
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
