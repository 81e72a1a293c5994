import { afterAll, beforeAll, expect, test } from "vitest";
import { ClubAnswer } from "@paceline/protocol/http";
import { startBridgeTown } from "@paceline/testkit/bridge";
import type { BridgeTown, Townsperson } from "@paceline/testkit/bridge";
import { path, Refusal } from "@paceline/testkit/plain-client";

let town: BridgeTown;
let ana: Townsperson;
let ben: Townsperson;
let cleo: Townsperson;

beforeAll(async () => {
  town = await startBridgeTown();
  ana = await town.person("ana");
  ben = await town.person("ben");
  cleo = await town.person("cleo");
});
afterAll(() => town?.stop());

const makeClub = async (owner: Townsperson, wish: object, key: string): Promise<ClubAnswer> => {
  const { status, body } = await owner.bridge("POST", "/clubs", wish, key);
  expect(status).toBe(201);
  return ClubAnswer.parse(body);
};
const join = async ({ matrix }: Townsperson, club: ClubAnswer): Promise<void> => {
  for (const room of roomsOf(club)) await matrix.join(room);
};
const roomsOf = (club: ClubAnswer): string[] => [club.space_id, ...club.channels.map(({ room_id }) => room_id)];
const levelsOf = async ({ matrix }: Townsperson, room: string): Promise<Record<string, unknown>> =>
  (await matrix.state(room, "m.room.power_levels"))["users"] as Record<string, unknown>;
const roleUrl = (club: ClubAnswer, { matrix }: Townsperson): string =>
  path`/clubs/${club.space_id}/roles/${matrix.userId}`;

test("C2 an open club: listed, its boards readable by strangers, its chat encrypted, its owner handed the keys", async () => {
  const club = await makeClub(ana, { name: "River Riders", topic: "By the river", access: "open" }, "open");
  expect(club).toMatchObject({ name: "River Riders", access: "open", owner: ana.matrix.userId });
  expect(club.channels.map(({ kind, encrypted }) => [kind, encrypted])).toEqual([
    ["announcements", false],
    ["meetups", false],
    ["chat", true],
  ]);

  const create = await ben.matrix.http.request("POST", "/publicRooms", { body: {} });
  expect(create["chunk"]).toMatchObject([{ room_id: club.space_id, room_type: "m.space", join_rule: "public" }]);
  const meetups = club.channels.find(({ kind }) => kind === "meetups")!.room_id;
  const seen = await ben.matrix.http.request("GET", path`/rooms/${meetups}/messages`, { query: { dir: "b" } });
  expect(seen["chunk"]).not.toHaveLength(0);

  await join(ana, club);
  await join(ben, club);
  expect(await ana.matrix.state(club.space_id, "m.room.create")).toMatchObject({ room_version: "12", type: "m.space" });
  for (const room of roomsOf(club)) expect(await levelsOf(ben, room)).toEqual({ [ana.matrix.userId]: 100 });
  // The aliases under which rooms are made are not shown as their addresses.
  for (const room of roomsOf(club)) expect(await ana.matrix.state(room, "m.room.canonical_alias")).toEqual({});
});

test("C2 a private club: not listed, entered by request, encrypted throughout", async () => {
  const club = await makeClub(ana, { name: "Dawn Patrol", access: "private" }, "private");
  expect(club.channels.every(({ encrypted }) => encrypted)).toBe(true);
  const listed = await ben.matrix.http.request("POST", "/publicRooms", { body: {} });
  expect(JSON.stringify(listed)).not.toContain(club.space_id);

  await expect(ben.matrix.join(club.space_id)).rejects.toThrow(Refusal);
  await ben.matrix.knock(club.space_id, "I ride early");
  await join(ana, club);
  await ana.matrix.until(() => ana.matrix.room(club.space_id).state("m.room.member", ben.matrix.userId));
  await ana.matrix.invite(club.space_id, ben.matrix.userId);
  await join(ben, club);
});

test("C2 links go both ways, and the channel says what it is", async () => {
  const club = await makeClub(ana, { name: "Linked", access: "private" }, "links");
  await join(ana, club);
  for (const { room_id, kind } of club.channels) {
    expect(await ana.matrix.state(club.space_id, "m.space.child", room_id)).toMatchObject({ via: ["paceline.test"] });
    expect(await ana.matrix.state(room_id, "m.space.parent", club.space_id)).toMatchObject({ canonical: true });
    expect(await ana.matrix.state(room_id, "club.paceline.channel")).toMatchObject({ v: 1, kind, club: club.space_id });
  }
});

test("B3 the same key gives the same club, for another wish it is refused, and without a key nothing is made", async () => {
  const wish = { name: "Once", access: "private" };
  const [first, second] = await Promise.all([makeClub(ben, wish, "once"), makeClub(ben, wish, "once")]);
  expect(second).toEqual(first);
  expect(await makeClub(ben, wish, "once")).toEqual(first);
  expect(await ben.bridge("POST", "/clubs", { ...wish, name: "Twice" }, "once")).toMatchObject({
    status: 409,
    body: { code: "IDEMPOTENCY_MISMATCH" },
  });
  expect(await ben.bridge("POST", "/clubs", wish)).toMatchObject({ status: 400, body: { code: "BAD_REQUEST" } });
});

test("C3 a role is carried out in every room of the club, by its level and its name", async () => {
  const club = await makeClub(ana, { name: "Roles", access: "open" }, "roles");
  await join(ana, club);
  await join(ben, club);
  expect(await ana.bridge("PUT", roleUrl(club, ben), { role: "coach" })).toMatchObject({ status: 204 });
  for (const room of roomsOf(club)) {
    expect(await levelsOf(ana, room)).toMatchObject({ [ben.matrix.userId]: 25 });
    expect(await ana.matrix.state(room, "club.paceline.roles", ben.matrix.userId.slice(1))).toEqual({
      v: 1,
      role: "coach",
    });
  }
  expect(await ana.bridge("PUT", roleUrl(club, ben), { role: "member" })).toMatchObject({ status: 204 });
  for (const room of roomsOf(club)) expect(await levelsOf(ana, room)).toEqual({ [ana.matrix.userId]: 100 });
});

test("C3 nobody gives a role that theirs does not allow", async () => {
  const club = await makeClub(ana, { name: "Limits", access: "open" }, "limits");
  for (const person of [ana, ben]) await join(person, club);
  await cleo.matrix.join(club.space_id);
  const set = (by: Townsperson, of: Townsperson, role: string) => by.bridge("PUT", roleUrl(club, of), { role });

  expect(await set(ben, cleo, "leader")).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  expect(await set(ana, ben, "captain")).toMatchObject({ status: 204 });
  expect(await set(ben, cleo, "leader")).toMatchObject({ status: 204 });
  expect(await set(ben, cleo, "captain")).toMatchObject({ status: 403 });
  expect(await set(ben, ana, "member")).toMatchObject({ status: 403 });
  expect(await set(ana, ana, "member")).toMatchObject({ status: 403 });
  expect(await set(ana, ben, "owner")).toMatchObject({ status: 204 });
  expect(await set(ana, ana, "member")).toMatchObject({ status: 204 });
  expect(await set(ana, cleo, "leader")).toMatchObject({ status: 403 });
});

test("C3 levels and names that anybody changes in the space are made equal in all channels", async () => {
  const club = await makeClub(ana, { name: "Equal", access: "open" }, "equal");
  await join(ana, club);
  await join(ben, club);
  const levels = await ana.matrix.state(club.space_id, "m.room.power_levels");
  const users = { ...(levels["users"] as object), [ben.matrix.userId]: 50 };
  await ana.matrix.setState(club.space_id, "m.room.power_levels", { ...levels, users });
  await ana.matrix.setState(club.space_id, "club.paceline.roles", { v: 1, role: "coach" }, ben.matrix.userId.slice(1));
  for (const { room_id } of club.channels) {
    const level = () =>
      ana.matrix.room(room_id).state("m.room.power_levels")?.content["users"] as Record<string, number>;
    expect(await ana.matrix.until(() => level()?.[ben.matrix.userId] === 50, "the level in a channel")).toBe(true);
    const name = () => ana.matrix.room(room_id).state("club.paceline.roles", ben.matrix.userId.slice(1));
    expect(await ana.matrix.until(() => name()?.content["role"] === "coach", "the name in a channel")).toBe(true);
  }
});

test("C2 a channel that is taken out of the space is no longer listed and no longer kept equal", async () => {
  const club = await makeClub(ana, { name: "Smaller", access: "open" }, "smaller");
  await join(ana, club);
  const [out, ...left] = club.channels;
  await ana.matrix.setState(club.space_id, "m.space.child", {}, out!.room_id);
  const listed = async () => ((await ana.bridge("GET", path`/clubs/${club.space_id}`)).body as ClubAnswer).channels;
  await expect.poll(listed).toEqual(left);
  expect(await ana.matrix.state(club.space_id, "m.space.child", out!.room_id)).toEqual({});
});

test("C2 a captain adds a chat channel; a member does not", async () => {
  const club = await makeClub(ana, { name: "Growing", access: "private" }, "growing");
  await join(ana, club);
  const url = path`/clubs/${club.space_id}/channels`;
  const added = await ana.bridge("POST", url, { name: "Gravel", kind: "chat" }, "gravel");
  expect(added).toMatchObject({ status: 201, body: { kind: "chat", name: "Gravel", encrypted: true } });
  const again = await ana.bridge("POST", url, { name: "Gravel", kind: "chat" }, "gravel");
  expect(again.body).toEqual(added.body);
  const room = (added.body as { room_id: string }).room_id;
  await ana.matrix.join(room);
  expect(await levelsOf(ana, room)).toEqual({ [ana.matrix.userId]: 100 });
  const now = await ana.bridge("GET", path`/clubs/${club.space_id}`);
  expect((now.body as ClubAnswer).channels.map(({ name }) => name)).toEqual([
    "Announcements",
    "Meetups",
    "General",
    "Gravel",
  ]);

  await ana.matrix.invite(club.space_id, ben.matrix.userId);
  await ben.matrix.join(club.space_id);
  expect(await ben.bridge("POST", url, { name: "Mine", kind: "chat" }, "mine")).toMatchObject({ status: 403 });
});

test("B3 a private club is shown to its people alone", async () => {
  const club = await makeClub(ana, { name: "Hidden", access: "private" }, "hidden");
  expect(await ana.bridge("GET", path`/clubs/${club.space_id}`)).toMatchObject({ status: 200, body: club });
  expect(await cleo.bridge("GET", path`/clubs/${club.space_id}`)).toMatchObject({ status: 404 });
  expect(await cleo.bridge("PUT", roleUrl(club, ana), { role: "member" })).toMatchObject({ status: 404 });
});

test("B3 a session is shown, ended, and then opens nothing", async () => {
  const dora = await town.person("dora");
  const list = await dora.bridge("GET", "/auth/sessions");
  expect(list.body).toMatchObject({ sessions: [{ current: true }] });
  expect(await dora.bridge("DELETE", "/auth/session")).toMatchObject({ status: 204 });
  expect(await dora.bridge("GET", "/auth/sessions")).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED" } });
});

test("B1 the bot joins where it is invited by people it serves", async () => {
  const room = await ana.matrix.createRoom({ preset: "private_chat", invite: [town.botId] });
  const joined = () => ana.matrix.room(room).state("m.room.member", town.botId)?.content["membership"] === "join";
  expect(await ana.matrix.until(joined, "the bot's join")).toBe(true);
});
