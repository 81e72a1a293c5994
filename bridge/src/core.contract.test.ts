import { afterAll, beforeAll, expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { Beacon } from "@paceline/protocol/events";
import { CoreAlert, CoreContactList, CoreShare, CoreShareList, CoreTimer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { admin, KIM, LEE, MARK, MEGOLM, startPlatform } from "./testing/platform.ts";
import type { Platform } from "./testing/platform.ts";

const BEACON = "org.matrix.msc3672.beacon";
const INFO = "org.matrix.msc3672.beacon_info";

let town: BridgeTown;
let ana: Townsperson;
let key: string;
let api: Platform["api"];
let makeRoom: (initialState: readonly object[]) => Promise<string>;
/** Clear, and marked as acme's; encrypted, and marked all the same; clear and unmarked. */
let [clear, sealed, unmarked]: string[] = [];

const said = (room: string, type: string) => ana.matrix.room(room).timeline.filter((event) => event.type === type);
const alertsIn = (room: string) => said(room, "m.room.message").filter(({ content }) => content[`${NS}.alert`]);

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
  const platform = await startPlatform(town);
  ({ key, api } = platform);
  makeRoom = (initialState) => platform.room(ana, initialState);
  const encryption = { type: "m.room.encryption", state_key: "", content: MEGOLM };
  [clear, sealed, unmarked] = [await makeRoom([MARK]), await makeRoom([MARK, encryption]), await makeRoom([])];
});
afterAll(() => town?.stop());

const WAIT = { timeout: 60_000 };
const here = { latitude: 48.13721, longitude: 11.57556, accuracy: 8 };

test("B6 a platform's key speaks for its athletes alone, under the name it gives them; nobody else gets in", async () => {
  expect(await api("GET", "/location")).toMatchObject({ status: 200, body: { shares: [] } });
  const profile = await ana.matrix.http.request<{ displayname: string }>("GET", `/profile/${encodeURIComponent(KIM)}`);
  expect(profile.displayname).toBe("Kim Ø");
  expect(await api("GET", "/location", { token: "paceline_pk_guess" })).toMatchObject({ status: 401 });
  expect(await api("GET", "/location", { athlete: " " })).toMatchObject({ status: 400 });
});

test("S2 an athlete of a platform shares, reports and stops, as any Matrix client shows it", async () => {
  const start = await api("POST", "/location", {
    body: { ...here, audience: clear, durationMinutes: 30 },
    key: "ride",
  });
  const share = CoreShare.parse(start.body);
  expect([start.status, share.audience]).toEqual([201, clear]);
  expect(
    (await api("POST", "/location", { body: { ...here, audience: clear, durationMinutes: 30 }, key: "ride" })).body,
  ).toEqual(share);
  const next = { latitude: 48.2, longitude: 11.6, speed: 6.8, heading: 210, battery: 64, shareId: share.shareId };
  // Two at once: one is too early, is told so and held; it goes when its time has come, and is taken when it is repeated.
  const report = (key: string) => api("POST", "/location", { body: next, key });
  const reports = () => Promise.all(["one", "two"].map(report));
  const early = (await reports()).find(({ status }) => status !== 200);
  expect([early?.status, early?.body.code, early?.headers.get("Retry-After")]).toEqual([
    429,
    "RATE_LIMITED",
    expect.stringMatching(/^[12]$/),
  ]);
  await expect.poll(async () => (await reports()).map(({ status }) => status), WAIT).toEqual([200, 200]);
  expect(CoreShareList.parse((await api("GET", "/location")).body).shares).toEqual([share]);
  await ana.matrix.until(() => said(clear!, BEACON).length >= 2, "both positions");
  const info = ana.matrix.room(clear!).state(INFO, KIM);
  expect([info?.sender, info?.content["live"]]).toEqual([KIM, true]);
  const positions = said(clear!, BEACON).map(({ sender, content }) => ({ sender, beacon: Beacon.parse(content) }));
  expect(
    positions
      .slice(0, 2)
      .map(({ sender, beacon }) => [
        sender,
        beacon["m.relates_to"].event_id,
        beacon["org.matrix.msc3488.location"].uri,
      ]),
  ).toEqual([
    [KIM, info?.event_id, "geo:48.13721,11.57556;u=8"],
    [KIM, info?.event_id, "geo:48.2,11.6"],
  ]);
  expect(await api("POST", "/location", { body: next, athlete: "lee" })).toMatchObject({ status: 404 });
  expect(await api("DELETE", `/location/${share.shareId}`)).toMatchObject({ status: 204 });
  await ana.matrix.until(() => ana.matrix.room(clear!).state(INFO, KIM)?.content["live"] === false, "the end");
  expect(await api("POST", "/location", { body: next })).toMatchObject({ status: 404 });
});

test("S6 an athlete's SOS reaches the room in words with bell and mentions; another acknowledges, only its author cancels", async () => {
  await api("GET", "/location", { athlete: "lee" });
  const raised = await api("POST", "/alerts", { body: { audience: clear, position: here }, key: "help" });
  const alert = CoreAlert.parse(raised.body);
  expect([raised.status, alert.delivery]).toEqual([201, "sent"]);
  expect((await api("POST", "/alerts", { body: { audience: clear, position: here }, key: "help" })).body).toEqual(
    alert,
  );
  expect(await api("POST", `/alerts/${alert.alertId}/acknowledge`, { athlete: "lee" })).toMatchObject({ status: 200 });
  expect(await api("POST", `/alerts/${alert.alertId}/cancel`, { athlete: "lee" })).toMatchObject({ status: 403 });
  expect(await api("POST", `/alerts/${alert.alertId}/cancel`, { body: { falseAlarm: true } })).toMatchObject({
    status: 200,
  });
  expect(await api("POST", "/alerts/alert-none/acknowledge")).toMatchObject({ status: 404 });
  await ana.matrix.until(() => alertsIn(clear!).length === 3, "alert, acknowledgement and all-clear");
  const [sos, ack, cancel] = alertsIn(clear!);
  expect(sos).toMatchObject({
    sender: KIM,
    content: { [`${NS}.alert`]: { identifier: alert.alertId, msgType: "Alert" } },
  });
  expect(sos?.content["body"]).toContain("Kim Ø needs help");
  expect(sos?.content["m.mentions"]).toMatchObject({ user_ids: expect.arrayContaining([ana.matrix.userId]) });
  expect(ack).toMatchObject({
    sender: LEE,
    content: { [`${NS}.alert`]: { msgType: "Ack" }, "m.relates_to": { event_id: sos?.event_id } },
  });
  expect(cancel).toMatchObject({
    sender: KIM,
    content: { [`${NS}.alert`]: { msgType: "Cancel" }, "m.relates_to": { event_id: sos?.event_id } },
  });
  await ana.matrix.until(() => said(clear!, `${NS}.sos_bell`).length === 2, "a bell for alert and all-clear");
});

test("B5 in an encrypted room nothing is sent and the answer says so, for positions, alerts and timers; an unmarked one is not the platform's", async () => {
  const dueAt = new Date(Date.now() + 60_000).toISOString();
  const tries = (room: string | undefined) => [
    ["/location", { ...here, audience: room, durationMinutes: 5 }] as const,
    ["/alerts", { audience: room }] as const,
    ["/timers", { audience: room, dueAt }] as const,
  ];
  for (const [where, body] of tries(sealed))
    expect(await api("POST", where, { body })).toMatchObject({ status: 409, body: { code: "E2EE_ROOM" } });
  for (const [where, body] of tries(unmarked))
    expect(await api("POST", where, { body })).toMatchObject({ status: 403 });
  for (const [where, body] of tries("!elsewhere"))
    expect(await api("POST", where, { body })).toMatchObject({ status: 404 });
  await ana.matrix.sync();
  for (const room of [sealed!, unmarked!])
    expect(
      ana.matrix.room(room).timeline.filter(({ sender, type }) => sender === KIM && type !== "m.room.member"),
    ).toEqual([]);
  // Switched on later, it counts at once.
  const later = await makeRoom([MARK]);
  const share = CoreShare.parse(
    (await api("POST", "/location", { body: { ...here, audience: later, durationMinutes: 5 } })).body,
  );
  await ana.matrix.setState(later, "m.room.encryption", MEGOLM);
  const report = { body: { ...here, shareId: share.shareId }, key: "encrypted by now" };
  await expect.poll(async () => (await api("POST", "/location", report)).body.code, WAIT).toBe("E2EE_ROOM");
  await ana.matrix.sync();
  expect(said(later, BEACON)).toHaveLength(1);
});

test("S1 S5 an athlete asks contacts, who count once they accept, and a timer in that circle alerts them; extended it waits, ended it never fires", async () => {
  expect(await api("POST", "/timers", { body: { dueAt: new Date().toISOString() } })).toMatchObject({ status: 400 });
  expect(await api("POST", "/contacts", { body: { contactId: "lee" } })).toMatchObject({
    status: 201,
    body: { contactId: "lee", status: "asked" },
  });
  expect(await api("POST", "/contacts", { body: { contactId: ana.matrix.userId } })).toMatchObject({ status: 201 });
  expect(await api("POST", "/contacts/Kim/accept", { athlete: "lee" })).toMatchObject({ status: 204 });
  expect(await api("POST", "/contacts/Kim/accept", { athlete: "mo" })).toMatchObject({ status: 404 });
  const list = async () => CoreContactList.parse((await api("GET", "/contacts")).body);
  const { circle } = await list();
  await ana.matrix.join(circle!);
  expect(ana.matrix.room(circle!).state("m.room.retention")?.content).toEqual({ max_lifetime: 90 * 86_400_000 });
  const standing = async () => (await list()).contacts.map(({ contactId, status }) => [contactId, status]);
  await expect.poll(standing).toEqual([
    [ana.matrix.userId, "accepted"],
    ["lee", "accepted"],
  ]);

  // Time enough for a slow machine to change and end the others before.
  const soon = new Date(Date.now() + 5_000).toISOString();
  const [fires, moves, ends] = await Promise.all(
    [1, 2, 3].map(async () => CoreTimer.parse((await api("POST", "/timers", { body: { dueAt: soon } })).body)),
  );
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(
    await api("POST", `/timers/${moves?.timerId}/extend`, { body: { dueAt: later, graceMinutes: 10 } }),
  ).toMatchObject({ status: 200, body: { state: "armed" } });
  expect(await api("POST", `/timers/${moves?.timerId}/extend`, { body: { dueAt: soon } })).toMatchObject({
    status: 400,
  });
  expect(await api("POST", `/timers/${ends?.timerId}/end`)).toMatchObject({ status: 200, body: { state: "ended" } });
  expect(await api("GET", `/timers/${ends?.timerId}`, { athlete: "lee" })).toMatchObject({ status: 404 });
  await ana.matrix.until(() => alertsIn(circle!).length > 0, "the overdue line");
  expect(alertsIn(circle!).map(({ content }) => content[`${NS}.alert`])).toMatchObject([
    { identifier: fires?.timerId },
  ]);
  expect(alertsIn(circle!)[0]?.content["m.mentions"]).toEqual({
    user_ids: expect.arrayContaining([ana.matrix.userId, LEE]),
  });

  // The room reads of each timer in the athlete's name, and what fired is an alert like every other.
  const lines = () => said(circle!, "m.room.message").filter(({ content }) => content[`${NS}.safety_timer`]);
  await ana.matrix.until(() => lines().length === 5, "a line for each start, more time and end");
  expect(lines().map(({ sender }) => sender)).toEqual(Array.from({ length: 5 }, () => KIM));
  const about = (id: string | undefined) =>
    lines().flatMap(({ content }) => {
      const timer = content[`${NS}.safety_timer`] as { id: string; state: string };
      return timer.id === id ? [timer.state] : [];
    });
  expect([fires, moves, ends].map((timer) => about(timer?.timerId))).toEqual([
    ["armed"],
    ["armed", "extended"],
    ["armed", "ended"],
  ]);
  const fired = `/timers/${fires?.timerId}`;
  // The room can have its line before the bridge has the homeserver's answer.
  await expect
    .poll(async () => (await api("GET", fired)).body, WAIT)
    .toMatchObject({ state: "fired", delivery: "sent" });
  expect((await api("GET", `/timers/${moves?.timerId}`)).body).not.toHaveProperty("delivery");
  expect(await api("POST", `/alerts/${fires?.timerId}/acknowledge`, { athlete: "lee" })).toMatchObject({ status: 200 });
  expect(await api("POST", `/alerts/${fires?.timerId}/cancel`, { body: {} })).toMatchObject({ status: 200 });
  await ana.matrix.until(() => alertsIn(circle!).length === 3, "acknowledgement and all-clear");
  expect(alertsIn(circle!).map(({ content }) => (content[`${NS}.alert`] as { msgType: string }).msgType)).toEqual([
    "Alert",
    "Ack",
    "Cancel",
  ]);

  expect(await api("DELETE", "/contacts/lee")).toMatchObject({ status: 204 });
  expect(await standing()).toEqual([[ana.matrix.userId, "accepted"]]);
});

test("B6 a person's own session sends nothing here; a revoked key opens nothing, and no key is stored", async () => {
  const proof = await ana.matrix.http.request(
    "POST",
    `/user/${encodeURIComponent(ana.matrix.userId)}/openid/request_token`,
    { body: {} },
  );
  const opened = await fetch(`${town.bridge.url}/api/v1/auth/openid`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(proof),
  });
  const { token } = (await opened.json()) as { token: string };
  expect(await api("POST", "/alerts", { body: { audience: clear }, token })).toMatchObject({
    status: 403,
    body: { code: "USE_MATRIX" },
  });

  expect(admin(town, "platform-key", "list")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("Stop it first"),
  });
  await town.bridge.stop();
  const id = admin(town, "platform-key", "list").stdout.split(" ")[0] ?? "";
  expect(admin(town, "platform-key", "list").stdout).not.toContain(key);
  expect(admin(town, "platform-key", "add", "Bad Name").stdout).toContain("must begin with a letter");
  expect(admin(town, "platform-key", "revoke", id).stdout).toContain("opens nothing");
  expect(admin(town, "platform-key").status).toBe(2);
  await town.bridge.start();
  expect(await api("GET", "/location")).toMatchObject({ status: 401 });
});
