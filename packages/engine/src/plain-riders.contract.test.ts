import { expect, onTestFinished, test } from "vitest";
import type { MeetupDraft, MessageRow, TimelineRow } from "@paceline/protocol/port";
import { groupOf, PASSWORD, peopleOnSynapse } from "./testing/people.ts";
import { count } from "@paceline/testkit/counts";
import { openPeer } from "./testing/engine-peer.ts";

const people = peopleOnSynapse();

const draft = (capacity: number): MeetupDraft => ({
  title: "River loop",
  sport: "gravel",
  start: { utc: "2027-03-07T08:00:00Z", local: "2027-03-07T09:00:00", timeZone: "Europe/Berlin" },
  pace_groups: [],
  capacity,
});
const find = (rows: readonly TimelineRow[], text: string): MessageRow | undefined =>
  rows.find((row): row is MessageRow => row.is === "message" && row.text === text);

test("E2 E3 people of other clients answer by reaction; the waiting one is told and later promoted", async () => {
  const [ana, ben, cem] = await Promise.all([people.engine("Ana"), people.plain("Ben"), people.plain("Cem")]);
  const roomId = await groupOf(ana, [ben, cem]);
  await ana.must("createMeetup", { roomId, draft: draft(1) });
  const card = await ben.client.until(
    () => ben.client.messages(roomId).find(({ body }) => body.startsWith("River loop")),
    "the card",
  );
  expect(card.body).toContain("✅");

  await ben.client.react(roomId, card.eventId, "👍");
  await ana.until("meetups", {}, ([row]) => row?.confirmed[0]?.userId === ben.id && row.order === "roster");
  await cem.client.react(roomId, card.eventId, "✅");
  const told = await cem.client.until(
    () => cem.client.messages(roomId).find(({ body }) => body.includes("waiting list")),
    "the notice",
  );
  expect(told.body).toContain("Cem");
  await ben.client.react(roomId, card.eventId, "❌");
  await cem.client.until(
    () => cem.client.messages(roomId).find(({ body }) => body.includes("you are in")),
    "the promotion",
  );
  const { rows } = await ana.until("meetups", {}, ([row]) => row?.confirmed[0]?.userId === cem.id);
  expect(rows[0]).toMatchObject({ going: 1, left: 0, waitlist: [], no: [{ userId: ben.id }] });
});

test("M6 M9 reactions by the hundred, a message of 60 KiB and hostile markup are taken in stride", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  const target = await ben.client.say(roomId, "react to this");
  await Promise.all(
    Array.from({ length: count("M9 reactions to one message", { quick: 100, prove: 1_000 }) }, (_, n) =>
      ben.client.react(roomId, target, `k${n}`),
    ),
  );
  const html = `<img src=x onerror=alert(1)><a href="javascript:alert(1)">click</a>`;
  await ben.client.say(roomId, "hostile", { format: "org.matrix.custom.html", formatted_body: html });
  const { rows } = await ana.until("timeline", { roomId }, (all) => find(all, "hostile") !== undefined, 60_000);
  expect(find(rows, "hostile")?.body).toEqual([{ t: "text", text: "click" }]);
  const big = await ana.port.command("sendText", { roomId, text: "x".repeat(61_440) });
  expect(big).toMatchObject({ ok: false, failure: { code: "too-large", retry: "never" } });
  await ana.must("sendText", { roomId, text: "small" });
  await ben.client.message(roomId, "small");
});

test("M6 a message whose key comes later is read when it comes, in place", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const roomId = await groupOf(ana, [ben]);
  await ben.client.say(roomId, "readable");
  await ana.until("timeline", { roomId }, (rows) => find(rows, "readable") !== undefined);
  const second = await people.device(ana.user);
  const { rows } = await second.until("timeline", { roomId }, (all) => all.some((row) => row.is === "undecryptable"));
  expect(rows.find((row) => row.is === "undecryptable")).toMatchObject({ reason: "locked" });
  const { recoveryKey } = await ana.must("setUpEncryption", { password: PASSWORD });
  await ana.until("session", {}, ([row]) => row?.encryption.backup === "active");
  await second.until("session", {}, ([row]) => row?.encryption.is === "locked");
  await second.must("unlockWithRecoveryKey", { recoveryKey });
  const read = await second.until("timeline", { roomId }, (all) => find(all, "readable") !== undefined, 60_000);
  expect(read.rows.findIndex((row) => row.is === "message")).toBe(rows.findIndex((row) => row.is === "undecryptable"));
});

test("M6 what the session says when the server does not know it any more, and signing in again goes on", async () => {
  const ana = await people.engine("Ana", { name: "ended" });
  const { roomId } = await ana.must("createGroup", { name: "Alone", userIds: [] });
  await ana.until("rooms", {}, (rows) => rows.length === 1);
  const other = await people.device(ana.user);
  const { rows } = await other.until("devices", {}, (all) => all.length >= 2);
  const first = rows.find(({ current }) => !current);
  await other.must("removeDevice", { deviceId: first?.id as never, password: PASSWORD });
  await ana.until("session", {}, ([row]) => row?.phase === "ended");
  await ana.must("sendText", { roomId, text: "kept" });
  await ana.must("signIn", {
    server: people.server().baseUrl,
    user: ana.user,
    password: PASSWORD,
    deviceName: "again",
  });
  await ana.until("timeline", { roomId }, (all) => find(all, "kept")?.delivery?.is === "sent");
  expect((await ana.until("session", {}, ([row]) => row?.phase === "signed-in")).rows[0]?.account?.userId).toBe(ana.id);
});

test("M6 signing out leaves nothing of the account on this device", async () => {
  const ana = await people.engine("Ana", { name: "wiped" });
  await ana.must("createGroup", { name: "canary-nightjar", userIds: [] });
  await ana.until("rooms", {}, (rows) => rows.length === 1);
  await ana.must("signOut", {});
  await ana.until("session", {}, ([row]) => row?.phase === "signed-out");
  await ana.until("rooms", {}, (rows) => rows.length === 0);
  const left = async () =>
    (await indexedDB.databases()).filter(({ name = "" }) => name.startsWith("wiped") && name.includes(ana.id));
  await expect.poll(left).toEqual([]);
  await ana.stop();
  const again = await openPeer({ name: "wiped" });
  onTestFinished(() => again.stop());
  await again.until("session", {}, ([row]) => row?.phase === "signed-out");
});

test("M6 signing in says what is wrong: no server, no homeserver, wrong password", async () => {
  const peer = await openPeer({ name: "wrong" });
  onTestFinished(() => peer.stop());
  const { user } = await people.account("Ana");
  const at = people.server().baseUrl;
  const signIn = async (server: string, password: string) => {
    const answer = await peer.port.command("signIn", { server, user, password, deviceName: "test" });
    return answer.ok ? "in" : answer.failure.code;
  };
  expect(await signIn("http://127.0.0.1:9", PASSWORD)).toBe("server-unreachable");
  expect(await signIn(`${at}/_matrix/client/versions`, PASSWORD)).toBe("not-a-homeserver");
  expect(await signIn("not a name", PASSWORD)).toBe("invalid-input");
  expect(await signIn(at, "wrong")).toBe("wrong-password");
  expect(await signIn(at, PASSWORD)).toBe("in");
});
