import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { path, type JsonObject, type PlainClient } from "../plain-client/index.ts";
import { PLACES, startPlace, type Place } from "./place.ts";

describe.each(PLACES)("%s", (kind) => {
  let place: Place;
  let ana: PlainClient;
  let ben: PlainClient;
  let cleo: PlainClient;
  beforeAll(async () => {
    place = await startPlace(kind);
    [ana, ben, cleo] = await Promise.all([place.person("ana"), place.person("ben"), place.person("cleo")]);
  });
  afterAll(() => place?.stop());

  const create = (body: JsonObject) => ana.http.call("POST", "/createRoom", { body });
  const joinRule = (rule: string, more: JsonObject = {}): JsonObject => ({
    initial_state: [{ type: "m.room.join_rules", state_key: "", content: { join_rule: rule, ...more } }],
  });

  test("C2 version 12 refuses its creator among the power levels, at creation and later", async () => {
    const users = { users: { [ana.userId]: 100 } };
    const made = await create({ room_version: "12", power_level_content_override: users });
    expect(made.status).toBe(400);
    const room = await ana.createRoom({ room_version: "12" });
    const levels = await ana.state(room, "m.room.power_levels");
    expect(levels["users"]).toEqual({});
    const where = path`/rooms/${room}/state/m.room.power_levels/`;
    const later = await ana.http.call("PUT", where, { body: { ...levels, ...users } });
    expect(later.status).toBe(400);
  });

  test("C2 ids of version 12 have no server part, those of version 11 do, and 12 is the default", async () => {
    expect(await ana.createRoom({ room_version: "12" })).not.toContain(":");
    expect(await ana.createRoom()).not.toContain(":");
    expect(await ana.createRoom({ room_version: "11" })).toContain(`:${place.serverName}`);
  });

  test("C2 version 11 wants its creator among the power levels that it is given", async () => {
    const without = { users: { [ben.userId]: 50 } };
    expect((await create({ room_version: "11", power_level_content_override: without })).status).toBe(400);
    const room = await ana.createRoom({ room_version: "11" });
    expect((await ana.state(room, "m.room.power_levels"))["users"]).toEqual({ [ana.userId]: 100 });
  });

  test("C3 an override replaces the whole map of events; private_chat lets everybody invite", async () => {
    const room = await ana.createRoom({
      preset: "private_chat",
      power_level_content_override: { events: { "m.room.name": 75 } },
    });
    const levels = await ana.state(room, "m.room.power_levels");
    expect(levels).toMatchObject({ events: { "m.room.name": 75 }, invite: 0, kick: 50, state_default: 50 });
    expect(levels["events"]).toEqual({ "m.room.name": 75 });
    const standard = await ana.createRoom({ room_version: "12" });
    expect((await ana.state(standard, "m.room.power_levels"))["events"]).toMatchObject({ "m.room.tombstone": 150 });
  });

  test("M1 trusted_private_chat makes the invited people creators", async () => {
    const room = await ana.createRoom({ preset: "trusted_private_chat", invite: [ben.userId], is_direct: true });
    expect((await ana.state(room, "m.room.create"))["additional_creators"]).toEqual([ben.userId]);
    await ben.until(() => ben.room(room).membership === "invite", "the invitation");
    expect(ben.room(room).state("m.room.member", ben.userId)?.content["is_direct"]).toBe(true);
  });

  test("C3 an owner at 100 cannot remove the creator, nor close a room whose tombstone stands at 150", async () => {
    const room = await ana.createRoom({
      preset: "public_chat",
      power_level_content_override: { users: { [ben.userId]: 100 } },
    });
    await ben.join(room);
    await expect(ben.kick(room, ana.userId)).rejects.toMatchObject({ status: 403, errcode: "M_FORBIDDEN" });
    const closing = ben.setState(room, "m.room.tombstone", { body: "closed", replacement_room: "!x" });
    await expect(closing).rejects.toMatchObject({ status: 403 });
  });

  test("C3 levels bind: state, kick, invite, redact, raising oneself", async () => {
    const room = await ana.createRoom({
      preset: "public_chat",
      power_level_content_override: { users: { [ben.userId]: 50 }, invite: 75, state_default: 75 },
    });
    await ben.join(room);
    await cleo.join(room);
    await expect(cleo.setState(room, "club.paceline.club", { v: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(ben.setState(room, "club.paceline.club", { v: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(ben.invite(room, `@dan:${place.serverName}`)).rejects.toMatchObject({ status: 403 });
    await expect(cleo.kick(room, ben.userId)).rejects.toMatchObject({ status: 403 });
    const levels = await ben.state(room, "m.room.power_levels");
    const raised = { ...levels, users: { [ben.userId]: 100 } };
    await expect(ben.setState(room, "m.room.power_levels", raised)).rejects.toMatchObject({ status: 403 });
    const said = await cleo.say(room, "to be redacted");
    const kept = await ana.say(room, "to be kept");
    await expect(cleo.redact(room, kept)).rejects.toMatchObject({ status: 403 });
    await ben.redact(room, said);
    await ben.kick(room, cleo.userId, "goodbye");
    await cleo.until(() => cleo.room(room).membership === "leave", "its removal");
    await expect(cleo.say(room, "still here?")).rejects.toMatchObject({ status: 403 });
  });

  test("S2 state under another person's id is refused, under the own id allowed", async () => {
    const room = await ana.createRoom({
      preset: "public_chat",
      power_level_content_override: { events: { "x.beacon": 0 } },
    });
    await ben.join(room);
    await ben.setState(room, "x.beacon", { live: true }, ben.userId);
    await expect(ben.setState(room, "x.beacon", {}, ana.userId)).rejects.toMatchObject({ status: 403 });
    await ben.setState(room, "x.beacon", { live: true }, "no-at-sign");
  });

  test("C2 a restricted channel opens to members of its space, not before", async () => {
    const space = await ana.createRoom({ preset: "public_chat", creation_content: { type: "m.space" } });
    const allow = [{ type: "m.room_membership", room_id: space }];
    const channel = await ana.createRoom({ preset: "private_chat", ...joinRule("restricted", { allow }) });
    await ana.setState(space, "m.space.child", { via: [place.serverName] }, channel);
    await expect(ben.join(channel)).rejects.toMatchObject({ status: 403 });
    const rooms = async () => {
      const answer = await ben.http.request<{ readonly rooms: readonly { readonly room_id: string }[] }>(
        "GET",
        `/_matrix/client/v1/rooms/${encodeURIComponent(space)}/hierarchy`,
      );
      return answer.rooms.map((room) => room.room_id);
    };
    expect(await rooms()).toEqual([space]);
    await ben.join(space);
    expect(await rooms()).toEqual([space, channel]);
    await ben.join(channel);
    expect(ben.room(channel).members("join")).toContain(ben.userId);
  });

  test("C2 asking to join: a knock with its reason reaches the captain, whose invitation lets the person in", async () => {
    const room = await ana.createRoom({ preset: "private_chat", ...joinRule("knock") });
    await expect(ben.join(room)).rejects.toMatchObject({ status: 403 });
    await ben.knock(room, "I ride on Sundays");
    const asked = await ana.until(() => {
      const member = ana.room(room).state("m.room.member", ben.userId);
      return member?.content["membership"] === "knock" ? member : undefined;
    }, "the knock");
    expect(asked.content["reason"]).toBe("I ride on Sundays");
    await ben.until(() => ben.room(room).membership === "knock", "its own knock");
    await ana.invite(room, ben.userId);
    await ben.join(room);
    expect(ben.room(room).state("m.room.member", ben.userId)?.content["displayname"]).toBe("ben");
  });

  test("C2 a room where one cannot knock says so; a declined invitation is a leave", async () => {
    const room = await ana.createRoom({ preset: "private_chat" });
    await expect(ben.knock(room)).rejects.toMatchObject({ status: 403, errcode: "M_FORBIDDEN" });
    await ana.invite(room, ben.userId);
    await ben.until(() => ben.room(room).membership === "invite", "the invitation");
    await ben.leave(room);
    await ben.until(() => ben.room(room).membership === "leave", "the declined invitation");
  });

  test("C2 publishing in the directory is refused, and creating a public room goes on without it", async () => {
    const room = await ana.createRoom({ visibility: "public", name: "A club that nobody lists" });
    const where = path`/directory/list/room/${room}`;
    expect((await ana.http.call("PUT", where, { body: { visibility: "public" } })).status).toBe(403);
    expect((await ana.http.request("GET", where))["visibility"]).toBe("private");
  });

  test("B2 an alias is taken once, which makes a creation repeatable", async () => {
    const alias = `paceline_club_${kind.length}`;
    const first = await place.bot.call("POST", "/createRoom", { body: { room_alias_name: alias } });
    expect(first.status).toBe(200);
    const again = await place.bot.call("POST", "/createRoom", { body: { room_alias_name: alias } });
    expect(again).toMatchObject({ status: 400, body: { errcode: "M_ROOM_IN_USE" } });
    const found = await place.bot.request("GET", path`/directory/room/${`#${alias}:${place.serverName}`}`);
    expect(found["room_id"]).toBe(first.body["room_id"]);
    const stranger = await create({ room_alias_name: "paceline_mine" });
    expect(stranger).toMatchObject({ status: 400, body: { errcode: "M_EXCLUSIVE" } });
  });
});
