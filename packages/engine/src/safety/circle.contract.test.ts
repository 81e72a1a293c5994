import { expect, test } from "vitest";
import type { AlertRow } from "@paceline/protocol/port";
import { peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson, PlainPerson } from "../testing/people.ts";
import type { RoomId } from "@paceline/protocol";
import { circleRoom } from "./make-circle.ts";

const people = peopleOnSynapse();

/** A bell is clear: besides its version it holds the random id by which its sender knows it again. */
const BELL_KEYS = ["club.paceline.txn", "v"];
const sosIn = (rows: readonly AlertRow[]): AlertRow | undefined => rows.find(({ cause }) => cause === "sos");

/** A circle of Ana with a contact on our engine and one on a plain client; both accepted. */
async function circle(): Promise<{ ana: EnginePerson; ben: EnginePerson; dad: PlainPerson; room: RoomId }> {
  const [ana, ben, dad] = await Promise.all([people.engine("Ana"), people.engine("Ben"), people.plain("Dad")]);
  const { roomId: room } = await ana.must("inviteContact", { userId: ben.id, tier: 1 });
  await ana.must("inviteContact", { userId: dad.id, tier: 2 });
  await ben.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ben.must("acceptInvite", { roomId: room });
  await dad.client.until(() => dad.client.room(room).membership === "invite", "the invitation");
  await dad.client.join(room);
  await ana.until("circle", {}, (rows) => rows.length === 2 && rows.every(({ state }) => state === "ready"));
  return { ana, ben, dad, room };
}

test("S1 a circle is made by the first invitation, joining is consent, and each contact has a tier", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.engine("Ben")]);
  await ana.until("circle", {}, (rows, { roomId }) => rows.length === 0 && roomId === undefined);
  expect(await ana.engine.command("raiseSos", { silent: false, drill: false })).toMatchObject({
    failure: { code: "no-circle" },
  });
  const { roomId } = await ana.must("inviteContact", { userId: ben.id, tier: 2 });
  await ana.until("circle", {}, ([row]) => row?.state === "invited" && row.tier === 2);
  const { rows } = await ben.until("requests", {}, (all) => all.some((row) => row.is === "invite"));
  expect(rows[0]).toMatchObject({ is: "invite", fromName: "Ana" });
  expect(JSON.stringify(rows)).toContain("does not call emergency services");
  await ben.must("acceptInvite", { roomId });
  await ben.until("circlesOfOthers", {}, ([row]) => row?.athlete.userId === ana.id && row.tier === 2);
  await ben.until("rooms", {}, ([row]) => row?.unread === 0);
  await ana.until("circle", {}, ([row]) => row?.state === "ready");
  await ana.must("setContactTier", { userId: ben.id, tier: 1 });
  await ana.until("circle", {}, ([row]) => row?.tier === 1);
  expect(await ana.engine.command("setTierTerm", { termMs: 30_000 })).toMatchObject({
    failure: { code: "invalid-input" },
  });
  await ana.must("setTierTerm", { termMs: 15 * 60_000 });
  await ana.until("circle", {}, ([row], { escalateMs }) => row?.tier === 1 && escalateMs === 15 * 60_000);
  await ben.must("leaveCircle", { roomId });
  await ana.until("circle", {}, ([row]) => row?.state === "left");
  await ana.must("removeContact", { userId: ben.id });
  await ana.until("circle", {}, (all) => all.length === 0);
});

test("S1 a test alert rings nobody, is answered with one tap and remembered", async () => {
  const { ana, ben } = await circle();
  const { alertId } = await ana.must("sendTestAlert", {});
  await ben.until("circlesOfOthers", {}, ([row]) => row?.testOpen === alertId);
  const { rows } = await ben.until("alerts", {}, ([row]) => row?.id === alertId);
  expect(rows[0]).toMatchObject({ status: "Test", ring: "no" });
  await ben.must("acknowledgeAlert", { alertId });
  await ben.until("circlesOfOthers", {}, ([row]) => row?.testOpen === undefined);
  const { rows: contacts } = await ana.until("circle", {}, (all) =>
    all.some(({ id, test: answered }) => id === ben.id && answered?.answeredMs !== undefined),
  );
  expect(contacts.find(({ id }) => id === ben.id)).toMatchObject({ client: "paceline", confirmDue: false });
});

test("S4 S6 S7 a circle forgets after 90 days; an SOS is read by every client, rings, is acknowledged by OK, and taken back as loudly", async () => {
  const { ana, ben, dad, room } = await circle();
  expect(dad.client.room(room).state("m.room.retention")?.content).toEqual({ max_lifetime: 90 * 86_400_000 });
  const { alertId } = await ana.must("raiseSos", { silent: false, drill: false });
  const { rows } = await ben.until("alerts", {}, (all) => sosIn(all)?.ring === "alert");
  expect(sosIn(rows)).toMatchObject({ id: alertId, mine: false, status: "Actual", headline: "Ana needs help" });
  const read = await dad.client.until(
    () => dad.client.messages(room).find(({ body }) => body.includes("Ana needs help")),
    "the SOS in words",
  );
  expect(read.body).toContain("OK");
  await dad.client.say(room, "Ok!");
  await ana.until("alerts", {}, (all) => sosIn(all)?.state === "acknowledged");
  await ben.until("alerts", {}, (all) => sosIn(all)?.acks[0]?.person.userId === dad.id);
  await ben.must("acknowledgeAlert", { alertId });
  await ben.until("alerts", {}, (all) => sosIn(all)?.mineAck === true && sosIn(all)?.ring === "no");

  await ana.must("cancelAlert", { alertId });
  await ben.until("alerts", {}, (all) => sosIn(all)?.state === "resolved" && sosIn(all)?.ring === "all-clear");
  await ben.must("hearAllClear", { alertId });
  await ben.until("alerts", {}, (all) => sosIn(all)?.ring === "no");
  await dad.client.until(
    () => dad.client.messages(room).some(({ body }) => body.includes("All clear")),
    "the all-clear",
  );
  const bells = dad.client.timeline(room).filter(({ type }) => type === "club.paceline.sos_bell");
  expect(bells.map(({ content }) => Object.keys(content).sort())).toEqual([BELL_KEYS, BELL_KEYS]);
});

test("S6 ✅ of a plain client acknowledges, and a drill says everywhere that it is one", async () => {
  const { ana, ben, dad, room } = await circle();
  await ana.must("raiseSos", { silent: true, drill: true });
  const { rows } = await ben.until("alerts", {}, (all) => sosIn(all) !== undefined);
  expect(sosIn(rows)?.status).toBe("Exercise");
  const message = await dad.client.until(
    () => dad.client.messages(room).find(({ body }) => body.startsWith("DRILL")),
    "the drill",
  );
  await dad.client.react(room, message.eventId, "✅");
  await ana.until("alerts", {}, (all) => sosIn(all)?.acks.some(({ person }) => person.userId === dad.id) === true);
});

test("S4 the athlete's client asks for retention where a circle of before has none", async () => {
  const { user, id: me, client } = await people.plain("Ana");
  const { initial_state: states, ...wish } = circleRoom({
    me,
    myName: "Ana",
    version: "12",
    language: "en",
  });
  const before = (states as { type: string }[]).filter(({ type }) => type !== "m.room.retention");
  const room = await client.createRoom({ ...wish, initial_state: before });
  expect(client.room(room).state("m.room.retention")).toBeUndefined();
  await people.device(user);
  const set = await client.until(() => client.room(room).state("m.room.retention"), "the circle's retention");
  expect(set.content).toEqual({ max_lifetime: 90 * 86_400_000 });
});
