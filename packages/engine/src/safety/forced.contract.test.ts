import { expect, onTestFinished, test, vi } from "vitest";
import type { RoomId } from "@paceline/protocol";
import type { AlertRow } from "@paceline/protocol/port";
import { PlainClient } from "@paceline/testkit/plain-client";
import { PASSWORD, peopleOnSynapse } from "../testing/people.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
const CODES = { code: "2468", duress: "1357" };
const sosIn = (rows: readonly AlertRow[]): AlertRow | undefined => rows.find(({ cause }) => cause === "sos");

/** Ana's circle with Ben in the first tier and Dad, on a plain client, in the second. */
async function circle() {
  const [ana, ben, dad] = await Promise.all([people.engine("Ana"), people.engine("Ben"), people.plain("Dad")]);
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ana.must("inviteContact", { userId: dad.id, tier: 2 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await dad.client.until(() => dad.client.room(room).membership === "invite", "the invitation");
  await dad.client.join(room);
  await ana.until("circle", {}, (rows) => rows.length === 2 && rows.every(({ state }) => state === "ready"));
  const other = await PlainClient.signIn(people.server().baseUrl, ana.user, PASSWORD, { encryption: false });
  onTestFinished(() => other.signOut());
  /** What the homeserver holds for Ana, by type. */
  async function held(): Promise<readonly string[]> {
    const { delayed_events: all } = await other.http.request<{
      readonly delayed_events: readonly { readonly type: string; readonly room_id: RoomId }[];
    }>("GET", DELAYED);
    return all.map(({ type }) => type).sort();
  }
  return { ana, ben, dad, room, held };
}

test("S6 the next tier waits sealed at the homeserver while nobody answers, and is called off by an answer", async () => {
  const { ana, ben, held } = await circle();
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
  await vi.waitFor(async () => expect(await held()).toEqual(["club.paceline.sos_bell", "m.room.encrypted"]), patient);
  await ben.until("alerts", {}, (rows) => sosIn(rows)?.ring === "alert");
  await ben.must("acknowledgeAlert", { alertId });
  await ana.until("alerts", {}, (rows) => sosIn(rows)?.state === "acknowledged");
  await vi.waitFor(async () => expect(await held()).toEqual([]), patient);
});

test("S6 an alert is taken back by the code alone; the other code looks the same to the athlete, and the circle knows better", async () => {
  const { ana, ben, dad, room, held } = await circle();
  await ana.must("setSafetyCodes", { codes: CODES });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
  await ana.until("alerts", {}, (rows) => sosIn(rows)?.eventId !== undefined);
  await vi.waitFor(async () => expect(await held()).toEqual(["club.paceline.sos_bell", "m.room.encrypted"]), patient);
  for (const code of [{}, { code: "0000" }])
    expect(await ana.engine.command("cancelAlert", { alertId, ...code })).toMatchObject({
      failure: { code: "wrong-code", retry: "never" },
    });
  await ben.must("acknowledgeAlert", { alertId });
  await ana.until("alerts", {}, (rows) => sosIn(rows)?.state === "acknowledged");
  await vi.waitFor(async () => expect(await held()).toEqual([]), patient);

  await ana.must("cancelAlert", { alertId, code: CODES.duress });
  const { rows: own } = await ana.until("alerts", {}, (all) => sosIn(all)?.state === "resolved");
  expect(sosIn(own)).toMatchObject({ headline: "Ana needs help", ring: "no" });
  const { rows } = await ben.until("alerts", {}, (all) => sosIn(all)?.headline.includes("forced") === true);
  // Who answered before does not know of it: it rings again.
  expect(sosIn(rows)).toMatchObject({ ring: "alert" });
  await dad.client.until(() => dad.client.messages(room).some(({ body }) => body.includes("forced")), "the words");
  const { rows: seen } = await ana.until("timeline", { roomId: room }, (all) =>
    all.some((row) => row.is === "message"),
  );
  expect(JSON.stringify(seen)).not.toContain("forced");
  const { rows: list } = await ana.until("rooms", {}, (all) => all.length > 0);
  expect(JSON.stringify(list)).not.toContain("forced");
  const { xml } = await ana.must("exportAlert", { alertId });
  expect(xml).toContain("<headline>Ana needs help</headline>");
  expect((await ben.must("exportAlert", { alertId })).xml).toContain("forced");
  expect(await held()).toEqual([]);
});

test("S6 the right code takes an alert back for everybody", async () => {
  const { ana, ben } = await circle();
  await ana.must("setSafetyCodes", { codes: CODES });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
  await ana.until("alerts", {}, (rows) => sosIn(rows)?.eventId !== undefined);
  await ana.must("cancelAlert", { alertId, code: CODES.code });
  const { rows } = await ben.until("alerts", {}, (all) => sosIn(all)?.state === "cancelled");
  expect(sosIn(rows)?.headline).not.toContain("forced");
});
