import { expect, test } from "vitest";
import { NS, roomId } from "@paceline/protocol";
import { ANA, BEN, BOT, createWorld } from "../testing/world.ts";
import type { World } from "../testing/world.ts";

const SPACE = roomId("!space");
const CHAT = roomId("!chat");

/** A club whose two rooms agree. */
const club = (): World => {
  const world = createWorld();
  for (const room_id of [SPACE, CHAT]) {
    const by = { room_id, sender: BOT };
    world.state("m.room.create", { room_version: "12" }, by);
    world.state("m.room.power_levels", { users: { [ANA]: 100 } }, by);
  }
  world.state(`${NS}.club`, { v: 1, access: "open" }, { room_id: SPACE, sender: BOT });
  world.state(`${NS}.channel`, { v: 1, kind: "chat", club: SPACE }, { room_id: CHAT, sender: BOT });
  world.state("m.space.parent", { via: ["paceline.test"] }, { room_id: CHAT, sender: BOT, state_key: SPACE });
  world.state("m.space.child", { via: ["paceline.test"] }, { room_id: SPACE, sender: BOT, state_key: CHAT });
  world.channels.add({ room: CHAT, space: SPACE, kind: "chat", place: 0 });
  return world;
};

test("C3 levels changed in the space are changed in the channel, for those people alone", () => {
  const world = club();
  world.state("m.room.power_levels", { users: { [ANA]: 100, [BEN]: 50 } }, { room_id: SPACE });
  expect(world.planned()).toEqual([{ do: "levels", room: CHAT, users: { [BEN]: 50 } }]);
});

test("C3 levels changed in a channel go back to what the space says", () => {
  const world = club();
  world.state("m.room.power_levels", { users: { [ANA]: 100, [BEN]: 100 } }, { room_id: CHAT });
  expect(world.planned()).toEqual([{ do: "levels", room: CHAT, users: { [BEN]: null } }]);
});

test("C2 links that were never made are made, from both sides", () => {
  const world = club();
  const added = roomId("!added");
  world.state("m.room.create", { room_version: "12" }, { room_id: added, sender: BOT });
  world.state("m.room.power_levels", { users: { [ANA]: 100 } }, { room_id: added, sender: BOT });
  world.channels.add({ room: added, space: SPACE, kind: "chat", place: 1 });
  world.state(`${NS}.channel`, { v: 1, kind: "chat", club: SPACE }, { room_id: added, sender: BOT });
  expect(world.planned()).toMatchObject([
    { do: "state", room: SPACE, type: "m.space.child", key: added },
    { do: "state", room: added, type: "m.space.parent", key: SPACE },
  ]);
});

test("C2 a channel that was taken out of the space is left alone, and kept equal again once it is back", () => {
  const world = club();
  world.state("m.space.child", {}, { room_id: SPACE, state_key: CHAT });
  world.state("m.room.power_levels", { users: { [ANA]: 100, [BEN]: 50 } }, { room_id: SPACE });
  expect(world.planned()).toEqual([]);
  world.state("m.space.child", { via: ["paceline.test"] }, { room_id: SPACE, state_key: CHAT });
  expect(world.planned()).toEqual([{ do: "levels", room: CHAT, users: { [BEN]: 50 } }]);
});

test("C3 a room that only claims to belong to a club is not touched", () => {
  const world = club();
  const room_id = "!claims";
  world.state("m.room.create", { room_version: "12" }, { room_id, sender: BEN });
  world.state(`${NS}.channel`, { v: 1, kind: "chat", club: SPACE }, { room_id, sender: BEN });
  world.state("m.room.power_levels", { users: { [BEN]: 100 } }, { room_id, sender: BEN });
  expect(world.planned()).toEqual([]);
});

test("C3 what agrees plans nothing", () => {
  const world = club();
  world.state("m.room.power_levels", { users: { [ANA]: 100 }, ban: 60 }, { room_id: SPACE });
  expect(world.planned()).toEqual([]);
});
