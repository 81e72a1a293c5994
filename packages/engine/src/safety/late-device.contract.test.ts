import { expect, onTestFinished, test, vi } from "vitest";
import { PlainClient } from "@paceline/testkit/plain-client";
import { PASSWORD, peopleOnSynapse } from "../testing/people.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
const MINUTE = 60_000;

type Held = { readonly delay_id: string };

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

test("S5 S6 a contact's new device reads what was armed and raised before it was there, in every tier", async () => {
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
  const { id: timerId } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: true });

  const other = await PlainClient.signIn(people.server().baseUrl, ana.user, PASSWORD, { encryption: false });
  onTestFinished(() => other.signOut());
  const held = async (): Promise<readonly Held[]> =>
    (await other.http.request<{ delayed_events: readonly Held[] }>("GET", DELAYED)).delayed_events;
  // Timer: an alert and a bell for each of two tiers. SOS: those of the second tier; the first has it.
  await vi.waitFor(async () => expect(await held()).toHaveLength(6), patient);

  const late = await Promise.all([people.device(ben.user), people.device(cleo.user)]);
  const ids = await Promise.all(
    late.map(async (device) => {
      const { rows } = await device.until("session", {}, ([row]) => row?.account !== undefined);
      return rows[0]?.account?.deviceId ?? "";
    }),
  );
  const sealedAnew = await vi.waitFor(async () => {
    const now = await held();
    expect(now).toHaveLength(6);
    for (const { delay_id: id } of now)
      expect([...(network.readableBy.get(id) ?? [])]).toEqual(expect.arrayContaining(ids));
    return now;
  }, patient);
  // As the homeserver does when the time has come.
  for (const { delay_id: id } of sealedAnew) await other.http.request("POST", `${DELAYED}/${id}/send`, { body: {} });
  for (const device of late) {
    const { rows } = await device.until("alerts", {}, (all) => all.length === 2);
    expect(rows.map(({ id }) => id).sort()).toEqual([alertId, timerId].sort());
  }
});
