import { expect, test } from "vitest";
import { NS, userId } from "@paceline/protocol";
import { createCardStore } from "../store/card-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { CIRCLE, knownCircle } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA, BEN, BOT, CLEO } from "../testing/world.ts";
import { contactsOf, standingIn } from "./circle.ts";
import type { Known } from "./known.ts";

const scene = () => {
  const db = memoryDatabase();
  knownCircle(db);
  const rooms = createRoomStore(db);
  const known: Known = { rooms, cards: createCardStore(db), bot: BOT, now: 0 };
  const put = (type: string, key: string, content: Record<string, unknown>, sender = ANA): void =>
    rooms.put({ room: CIRCLE, type, key, sender, content });
  return { known, put };
};

test("S1 a creator of version 12 owns the circle without any level; a contact does not; who was only invited is nothing", () => {
  const { known } = scene();
  expect([ANA, BEN, CLEO].map((user) => standingIn(known, CIRCLE, user))).toEqual(["owner", "contact", "none"]);
});

test("S1 named creators of version 12 own it too, and only there", () => {
  const { known, put } = scene();
  put("m.room.create", "", { room_version: "12", additional_creators: [BEN] });
  expect(standingIn(known, CIRCLE, BEN)).toBe("owner");
  put("m.room.create", "", { room_version: "11", additional_creators: [BEN] });
  expect([ANA, BEN].map((user) => standingIn(known, CIRCLE, user))).toEqual(["contact", "contact"]);
  put("m.room.power_levels", "", { users: { [ANA]: 100 } });
  expect(standingIn(known, CIRCLE, ANA)).toBe("owner");
});

test.each([
  ["the bot has left", "m.room.member", BOT, { membership: "leave" }],
  ["the owner has left", "m.room.member", ANA, { membership: "leave" }],
  ["it is another kind of room", `${NS}.channel`, "", { v: 1, kind: "chat" }],
])("S1 a room is nobody's circle when %s", (_what, type, key, content) => {
  const { known, put } = scene();
  put(type, key, content);
  expect(standingIn(known, CIRCLE, ANA)).toBe("none");
});

test("S1 contacts are who has joined, without the athlete and the bot", () => {
  const { known, put } = scene();
  expect(contactsOf(known, CIRCLE, ANA)).toEqual([BEN]);
  const dora = userId("@dora:elsewhere.test");
  put("m.room.member", dora, { membership: "join" });
  expect(contactsOf(known, CIRCLE, ANA)).toEqual([BEN, dora]);
});
