import { expect, onTestFinished, test } from "vitest";
import type { RoomId } from "@paceline/protocol";
import type { AlertRow, CircleOfOthersRow, TimelineRow, TimerRow } from "@paceline/protocol/port";
import { PlainClient } from "@paceline/testkit/plain-client";
import { openPeer } from "../testing/engine-peer.ts";
import { PASSWORD, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson, PlainPerson } from "../testing/people.ts";
import { heldFor, watching } from "./testing/held-alerts.ts";

const people = peopleOnSynapse();
const MINUTE = 60_000;
const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";

const running = (rows: readonly TimerRow[]): TimerRow | undefined => rows.find(({ state }) => state !== "ended");

/** Ana, and Dad on a plain client, who accepted. */
async function circle(
  name: string,
  network: { readonly fetch?: typeof fetch } = {},
): Promise<{ ana: EnginePerson; dad: PlainPerson; room: RoomId }> {
  const [ana, dad] = await Promise.all([people.engine("Ana", { name, ...network }), people.plain("Dad")]);
  const { roomId: room } = await ana.must("inviteContact", { userId: dad.id, tier: 1 });
  await dad.client.until(() => dad.client.room(room).membership === "invite", "the invitation");
  await dad.client.join(room);
  await ana.until("circle", {}, ([row]) => row?.state === "ready");
  return { ana, dad, room };
}

const overdue = ({ client }: PlainPerson, room: RoomId) =>
  client.messages(room).filter(({ body }) => body.includes("is overdue"));

test("S5 a timer is held by the homeserver, says half of what protects, moves, and ends without an alert", async () => {
  const { ana, dad, room } = await circle("timer-moves");
  const dueMs = Date.now() + 60 * MINUTE;
  const { id } = await ana.must("armTimer", { mode: "eta", dueMs, graceMs: 20 * MINUTE });
  const { rows } = await ana.until(
    "timer",
    {},
    (all) => running(all)?.homeserver.is === "held" && running(all)?.bridge.is === "not",
  );
  expect(running(rows)).toMatchObject({
    state: "armed",
    bridge: { is: "not", why: "no-bridge" },
    protection: { is: "half", untilMs: dueMs + 20 * MINUTE },
  });
  await dad.client.until(
    () => dad.client.messages(room).some(({ body }) => body.includes("back by")),
    "the first line",
  );
  await ana.must("extendTimer", { id, dueMs: dueMs + 30 * MINUTE });
  await ana.until(
    "timer",
    {},
    (all) => running(all)?.homeserver.is === "held" && untilOf(running(all)) === dueMs + 50 * MINUTE,
  );
  expect(await ana.engine.command("extendTimer", { id, dueMs })).toMatchObject({ failure: { code: "invalid-input" } });
  await ana.must("endTimer", { id });
  await dad.client.until(() => dad.client.messages(room).some(({ body }) => body.includes("all is well")), "the end");
  expect(overdue(dad, room)).toEqual([]);
});

const untilOf = (row: TimerRow | undefined): number | undefined =>
  row?.homeserver.is === "held" ? row.homeserver.untilMs : undefined;

test("S5 an alert and a line are in the language of the athlete's client, and a change of it seals anew what waits", async () => {
  const { ana, dad, room } = await circle("timer-german");
  await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  const { rows: before } = await ana.until("timer", {}, (all) => running(all)?.homeserver.is === "held");
  await ana.must("setLanguage", { language: "de" });
  const { rows: session } = await ana.until("session", {}, ([row]) => row?.account?.language === "de");
  expect(session[0]?.link.is).toBe("online");
  const confirmed = (rows: readonly TimerRow[]): number => {
    const hold = running(rows)?.homeserver;
    return hold?.is === "held" ? hold.confirmedMs : 0;
  };
  await ana.until("timer", {}, (all) => confirmed(all) > confirmed(before));
  // As the homeserver does when the time has come.
  await sendHeld(ana);
  const alert = await dad.client.until(
    () => dad.client.messages(room).find(({ body }) => body.includes("ist überfällig")),
    "the alert in German",
  );
  expect(alert.body).toContain("Zum Bestätigen: Antworte OK");
  await dad.client.send(room, "m.room.message", { msgtype: "m.text", body: "Ja, bin unterwegs!" });
  await ana.until("alerts", {}, ([row]) => row?.state === "acknowledged");
  const { rows } = await ana.until("timer", {}, (all) => running(all)?.state === "overdue");
  await ana.must("endTimer", { id: rows[0]?.id ?? "" });
  await dad.client.until(
    () => dad.client.messages(room).some(({ body }) => body.includes("Entwarnung: Ana geht es gut")),
    "the all-clear in German",
  );
  expect(overdue(dad, room)).toEqual([]);
});

/** Has the homeserver send at once what it holds for somebody. */
async function sendHeld({ user }: EnginePerson): Promise<void> {
  const other = await PlainClient.signIn(people.server().baseUrl, user, PASSWORD, { encryption: false });
  const { delayed_events: held } = await other.http.request<{
    readonly delayed_events: readonly { readonly delay_id: string }[];
  }>("GET", DELAYED);
  for (const { delay_id: id } of held) await other.http.request("POST", `${DELAYED}/${id}/send`, { body: {} });
  await other.signOut();
}

test("S5 the alert comes sealed from the homeserver although the client is gone, once, with a bell", async () => {
  const { ana, dad, room } = await circle("timer-fires");
  await ana.must("takeFix", {
    fix: { ts: Date.now() - 5_000, latitude: 48.137, longitude: 11.575, accuracy_m: 8, battery_pct: 64 },
  });
  const { id } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 14_000, graceMs: 0 });
  await ana.until("timer", {}, (all) => running(all)?.homeserver.is === "held");
  await ana.engine.stop();
  const alert = await dad.client.until(() => overdue(dad, room)[0], "the alert", 40_000);
  expect(alert.body).toContain("48.137, 11.575");
  expect(alert.body).toContain("Battery then: 64 %");
  await dad.client.until(
    () => dad.client.timeline(room).some(({ type }) => type === "club.paceline.sos_bell"),
    "the bell",
  );
  // The athlete's client comes back: the timer is overdue, and an end brings the all-clear.
  const again = await openPeer({ name: "timer-fires" });
  onTestFinished(() => again.stop());
  await again.until("timer", {}, (all) => running(all)?.state === "overdue");
  await again.until("alerts", {}, (all) => all.some((row) => row.id === id && row.cause === "overdue"));
  await again.must("endTimer", { id });
  await dad.client.until(() => dad.client.messages(room).some(({ body }) => /is well/.test(body)), "the all-clear");
  expect(overdue(dad, room)).toHaveLength(1);
});

test("S5 an all-clear given on another device ends the timer here, and the circle hears it once", async () => {
  const { fetch, readableBy } = watching();
  const { ana, dad, room } = await circle("timer-cleared-elsewhere", { fetch });
  const other = await people.device(ana.user);
  const { rows: session } = await other.until("session", {}, ([row]) => row?.account !== undefined);
  const { id } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  const { sendSealedFor } = await heldFor(people.server(), ana.user, readableBy);
  await sendSealedFor(1, [session[0]?.account?.deviceId ?? ""]);
  await ana.until("timer", {}, (all) => running(all)?.state === "overdue");
  const isMine = (all: readonly AlertRow[]) => all.some((row) => row.id === id && row.mine);
  await other.until("alerts", {}, isMine);
  await other.must("cancelAlert", { alertId: id });
  await ana.until("timer", {}, (all) => running(all) === undefined);
  // Whatever this device still had to say would be in the circle before what it says now.
  await ana.must("sendTestAlert", {});
  await dad.client.until(() => dad.client.messages(room).some(({ body }) => body.startsWith("TEST")), "the test");
  const clear = dad.client.messages(room).filter(({ body }) => /False alarm|All clear|all is well/.test(body));
  expect(clear).toHaveLength(1);
});

test("S5 S6 whichever code calls off an overdue timer's alert on its page, the timer ends here; the circle hears of force once", async () => {
  for (const code of ["2468", "1357"]) {
    const { ana, dad, room } = await circle(`timer-called-off-${code}`);
    await ana.must("setSafetyCodes", { codes: { code: "2468", duress: "1357" } });
    const { id } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
    await ana.until("timer", {}, (all) => running(all)?.homeserver.is === "held");
    await sendHeld(ana);
    await ana.until("timer", {}, (all) => running(all)?.state === "overdue");
    await ana.must("cancelAlert", { alertId: id, code });
    const { rows } = await ana.until("timer", {}, (all) => running(all) === undefined);
    expect(rows).toMatchObject([{ id, state: "ended", protection: { is: "none" } }]);
    await ana.until("alerts", {}, ([row]) => row?.state === "cancelled");
    await ana.must("sendTestAlert", {});
    await dad.client.until(() => dad.client.messages(room).some(({ body }) => body.startsWith("TEST")), "the test");
    const after = dad.client.messages(room).flatMap(({ body }) => /False alarm|All clear|forced/.exec(body) ?? []);
    expect(after).toEqual([code === "2468" ? "False alarm" : "forced"]);
  }
});

const watched = (id: RoomId) => (rows: readonly CircleOfOthersRow[]) => rows.find((row) => row.id === id)?.timer;

test("S5 S6 a contact sees that a timer runs and until when, its end, nothing of one that the athlete hides, and no end that was forced", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await ana.until("circle", {}, ([row]) => row?.state === "ready");
  const timerAt = watched(room);
  const dueMs = Math.ceil(Date.now() / 1_000) * 1_000 + 60 * MINUTE;
  const arm = async (hidden: boolean): Promise<string> => {
    const { id } = await ana.must("armTimer", { mode: "eta", dueMs, graceMs: 0, hidden });
    await ana.until("timer", {}, (all) => running(all)?.homeserver.is === "held");
    return id;
  };
  const first = await arm(false);
  await ben.until("circlesOfOthers", {}, (rows) => timerAt(rows)?.dueMs === dueMs);
  await ana.must("endTimer", { id: first });
  await ben.until("circlesOfOthers", {}, (rows) => timerAt(rows) === undefined);

  const hidden = await arm(true);
  await ana.must("endTimer", { id: hidden });
  await ana.must("setSafetyCodes", { codes: { code: "2468", duress: "1357" } });
  const forced = await arm(false);
  await ben.until("circlesOfOthers", {}, (rows) => timerAt(rows)?.dueMs === dueMs);
  await ana.must("endTimer", { id: forced, code: "1357" });
  await ben.until("alerts", {}, (rows) => rows.some((row) => row.id === forced && row.ring === "alert"));
  const texts = (rows: readonly TimelineRow[]): readonly string[] =>
    rows.flatMap((row) => (row.is === "message" ? [row.text] : []));
  const { rows: own } = await ana.until("timeline", { roomId: room }, (rows) => ends(texts(rows)) === 2);
  const { rows: seen } = await ben.until("timeline", { roomId: room }, (rows) =>
    texts(rows).some((text) => text.includes("was forced")),
  );
  // Two of three timers were told: start and end each; the third end is there for the athlete alone.
  expect([starts(texts(own)), starts(texts(seen)), ends(texts(seen))]).toEqual([2, 2, 1]);
});

const starts = (texts: readonly string[]): number => texts.filter((text) => text.includes("back by")).length;
const ends = (texts: readonly string[]): number =>
  texts.filter((text) => text.includes("has ended the safety timer")).length;

test("S6 the code under pressure looks like the end to the athlete, and alerts the circle", async () => {
  const { ana, dad, room } = await circle("timer-duress");
  await ana.must("setSafetyCodes", { codes: { code: "2468", duress: "1357" } });
  await ana.until("circle", {}, (_rows, { code }) => code);
  const { id } = await ana.must("armTimer", { mode: "eta", dueMs: Date.now() + 60 * MINUTE, graceMs: 0 });
  await ana.until("timer", {}, (all) => running(all)?.state === "armed");
  expect(await ana.engine.command("endTimer", { id, code: "0000" })).toMatchObject({ failure: { code: "wrong-code" } });
  await ana.must("endTimer", { id, code: "1357" });
  await ana.until("timer", {}, ([row]) => row?.state === "ended");
  const alert = await dad.client.until(
    () => dad.client.messages(room).find(({ body }) => body.includes("forced")),
    "the silent alert",
  );
  expect(alert.body).toContain("do not let it be seen");
  const { rows } = await ana.until("alerts", {}, () => true);
  expect(rows).toEqual([]);
});
