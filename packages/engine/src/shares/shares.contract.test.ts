import { beaconInfo } from "@paceline/domain/shares";
import { BEACON, BEACON_INFO } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import type { RoomRow } from "@paceline/protocol/port";
import { PlainClient } from "@paceline/testkit/plain-client";
import { expect, onTestFinished, test, vi } from "vitest";
import { record } from "../projection/room-state.ts";
import { groupOf, PASSWORD, peopleOnSynapse } from "../testing/people.ts";
import type { EnginePerson, PlainPerson } from "../testing/people.ts";

const people = peopleOnSynapse();
const patient = { timeout: 40_000, interval: 100 };
const HOUR = 3_600_000;

const positions = ({ client }: PlainPerson, room: RoomId) =>
  client.timeline(room).filter(({ type }) => type === BEACON);
const shareAt = ({ client }: PlainPerson, room: RoomId, of: string) =>
  client.room(room).state(BEACON_INFO, of)?.content;
const measure = (at: EnginePerson, latitude: number) =>
  at.must("takeFix", { fix: { ts: Date.now(), latitude, longitude: 11.57556, accuracy_m: 8, speed_mps: 7 } });

test("S2 positions reach a plain client, its own reach us, and nobody's counts move", async () => {
  const [ana, leo] = await Promise.all([people.engine("Ana"), people.plain("Leo")]);
  const room = await groupOf(ana, [leo]);
  await ana.must("startShare", { roomId: room, durationMs: HOUR, precision: "exact", part: "lead" });
  await measure(ana, 48.13721);
  const [first] = await leo.client.until(() => {
    const found = positions(leo, room);
    return found.length > 0 && found;
  }, "Ana's position");
  expect(first?.content).toMatchObject({ "org.matrix.msc3488.location": { uri: "geo:48.13721,11.57556;u=8" } });
  expect(shareAt(leo, room, ana.id)).toMatchObject({ live: true, timeout: HOUR });

  const start = await leo.client.setState(room, BEACON_INFO, { ...beaconInfo(true, Date.now(), HOUR) }, leo.id);
  await leo.client.send(room, BEACON, {
    "m.relates_to": { rel_type: "m.reference", event_id: start },
    "org.matrix.msc3488.location": { uri: "geo:48.2,11.6;u=20" },
    "org.matrix.msc3488.ts": Date.now(),
  });
  const { rows } = await ana.until(
    "shares",
    {},
    (all) => all.length === 2 && all.every(({ last }) => last !== undefined),
  );
  expect(rows.map(({ mine, live, part }) => [mine, live, part])).toEqual([
    [true, true, "lead"],
    [false, true, undefined],
  ]);
  expect(rows[0]).toMatchObject({ precision: "exact", viewers: 1, roomName: "Group" });
  expect(rows[1]).toMatchObject({ last: { latitude: 48.2, longitude: 11.6, accuracy_m: 20 }, id: start });
  await ana.until("rooms", {}, ([row]) => row?.id === room && row.unread === 0);

  expect(await ana.must("stopAllShares", {})).toEqual({ stopped: 1 });
  await leo.client.until(() => shareAt(leo, room, ana.id)?.["live"] === false, "the end of Ana's share");
  await ana.until("shares", {}, (all) => all.find(({ mine }) => mine)?.live === false);
});

test("S2 a share ends at the server although the device that began it is gone", async () => {
  const [ana, leo] = await Promise.all([people.engine("Ana"), people.plain("Leo")]);
  const room = await groupOf(ana, [leo]);
  await ana.must("startShare", { roomId: room, durationMs: 4_000, precision: "500m" });
  // By the time that a slow client hears of it, it may be over.
  const begun = () =>
    leo.client.timeline(room).some(({ type, content }) => type === BEACON_INFO && content["live"] === true);
  await leo.client.until(begun, "Ana's share");
  await ana.stop();
  await leo.client.until(() => shareAt(leo, room, ana.id)?.["live"] === false, "its end, said by the server");
  expect(shareAt(leo, room, ana.id)).toMatchObject({ live: false, timeout: 4_000 });
});

test("S2 a second device sees the share and stops it; the first goes on after a restart until then", async () => {
  const { user, id } = await people.account("Ana");
  const name = `restarting-${user}`;
  const first = { user, id, ...(await people.device(user, { name })) };
  const leo = await people.plain("Leo");
  const room = await groupOf(first, [leo]);
  await first.must("startShare", { roomId: room, durationMs: HOUR, precision: "exact" });
  await first.stop();

  const { openPeer } = await import("../testing/engine-peer.ts");
  const again = { user, id, ...(await openPeer({ name })) };
  await again.until("shares", {}, ([row]) => row?.mine === true && row.live && row.precision === "exact");
  await measure(again, 48.5);
  await vi.waitFor(async () => {
    await leo.client.sync(0);
    expect(positions(leo, room)).toHaveLength(1);
  }, patient);

  const second = await people.device(user);
  await second.until("shares", {}, ([row]) => row?.mine === true && row.live && row.precision === undefined);
  await second.must("stopShare", { roomId: room });
  await leo.client.until(() => shareAt(leo, room, id)?.["live"] === false, "the end, said by the second device");
  await again.until("shares", {}, ([row]) => row?.live === false);
  await again.stop();
});

test("S2 a room that lets nobody share answers so", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const room = (await ben.client.createRoom({ preset: "private_chat", invite: [ana.id] })) as RoomId;
  await ana.until("requests", {}, (rows) => rows.some((row) => row.is === "invite" && row.roomId === room));
  await ana.must("acceptInvite", { roomId: room });
  const answer = await ana.port.command("startShare", { roomId: room, durationMs: HOUR, precision: "exact" });
  expect(answer).toMatchObject({ ok: false, failure: { code: "forbidden" } });
});

test("S2 in a group of another client whoever manages it lets everybody share, and nothing else changes", async () => {
  const [ana, ben] = await Promise.all([people.engine("Ana"), people.plain("Ben")]);
  const elsewhere = await PlainClient.signIn(people.server().baseUrl, ana.user, PASSWORD, { encryption: false });
  onTestFinished(() => elsewhere.signOut());
  const room = (await elsewhere.createRoom({ preset: "private_chat", invite: [ben.id] })) as RoomId;
  await ben.client.until(() => ben.client.room(room).membership === "invite", "the invitation");
  await ben.client.join(room);
  const mine = (rows: readonly RoomRow[]) => rows.find(({ id }) => id === room)?.may;
  await ana.until("rooms", {}, (rows) => mine(rows)?.share === true && mine(rows)?.letShare === true);
  const before = ben.client.room(room).state("m.room.power_levels")?.content;
  const events = record(before?.["events"]);
  expect(events[BEACON_INFO]).toBeUndefined();

  await ana.must("letShare", { roomId: room });
  await ana.until("rooms", {}, (rows) => mine(rows)?.letShare === false);
  const levels = () => ben.client.room(room).state("m.room.power_levels")?.content;
  await ben.client.until(() => record(levels()?.["events"])[BEACON_INFO] === 0, "the new levels");
  const { events: after, ...rest } = levels() ?? {};
  expect(after).toMatchObject(events);
  expect({ ...rest, events }).toEqual(before);
  await ben.client.setState(room, BEACON_INFO, { live: true, timeout: HOUR }, ben.id);
});
