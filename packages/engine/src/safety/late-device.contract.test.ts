import { expect, onTestFinished, test, vi } from "vitest";
import { PlainClient } from "@paceline/testkit/plain-client";
import { PASSWORD, peopleOnSynapse } from "../testing/people.ts";
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
  /** What is held by then, as soon as there is so much and each of it was sealed for these devices too. */
  const sealedFor = (count: number, devices: readonly string[]): Promise<readonly Held[]> =>
    vi.waitFor(async () => {
      const now = await held();
      expect(now).toHaveLength(count);
      for (const { delay_id: id } of now)
        expect([...(network.readableBy.get(id) ?? [])]).toEqual(expect.arrayContaining([...devices]));
      return now;
    }, patient);
  /** As the homeserver does when the time has come. */
  async function send(all: readonly Held[]): Promise<void> {
    for (const { delay_id: id } of all) await other.http.request("POST", `${DELAYED}/${id}/send`, { body: {} });
  }
  return { ana, ben, cleo, held, late, sealedFor, send };
}

test("S5 S6 a contact's new device reads what was armed and raised before it was there, in every tier", async () => {
  const { ana, ben, cleo, held, late, sealedFor, send } = await circle();
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: true });
  // Of the timer for both tiers, of the SOS for the second; the first has it.
  await vi.waitFor(async () => expect(await held()).toHaveLength(3), patient);

  const devices = await Promise.all([late(ben), late(cleo)]);
  await send(
    await sealedFor(
      3,
      devices.map(({ id }) => id),
    ),
  );
  for (const { device } of devices) {
    const { rows } = await device.until("alerts", {}, (all) => all.length === 2);
    expect(rows.map(({ id }) => id).sort()).toEqual([alertId, timerId].sort());
  }
});

test("S5 after a timer's alert went out, the next tier's is sealed anew for a device that comes then", async () => {
  const { ana, cleo, held, late, sealedFor, send } = await circle();
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  // One that was just sealed anew is gone under its old name.
  await vi.waitFor(async () => {
    const all = await held();
    expect(all).toHaveLength(2);
    await send(all.slice(0, 1));
  }, patient);
  await ana.until("timer", {}, ([row]) => row?.state === "overdue");

  const { device, id } = await late(cleo);
  await send(await sealedFor(1, [id]));
  await device.until("alerts", {}, (all) => all.some((row) => row.id === timerId));
});
