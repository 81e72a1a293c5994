import { expect, test } from "vitest";
import { EVENTS } from "@paceline/protocol/events";
import type { MatrixEvent } from "../appservice/transaction.ts";
import { createCardStore } from "../store/card-store.ts";
import { createRoomStore } from "../store/room-store.ts";
import { CIRCLE, knownCircle } from "../testing/circle.ts";
import { memoryDatabase } from "../testing/memory-database.ts";
import { ANA, BEN, BOT } from "../testing/world.ts";
import { createBells } from "./bells.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const HOUR = 3_600_000;

const scene = () => {
  const db = memoryDatabase();
  knownCircle(db);
  const reached: string[] = [];
  let now = NOON;
  const bells = createBells({
    known: () => ({ rooms: createRoomStore(db), cards: createCardStore(db), bot: BOT, now }),
    plan: (people) => void reached.push(people.join(" ")),
    now: () => now,
  });
  const ring = (more: Partial<MatrixEvent> = {}): void =>
    bells.follow({
      event_id: "$bell",
      room_id: CIRCLE,
      type: EVENTS.sosBell.type,
      sender: ANA,
      origin_server_ts: now,
      content: { v: 1 },
      ...more,
    });
  return { bells, reached, ring, later: (ms: number) => (now += ms) };
};

test("S6 the bell of a circle's owner reaches those who have joined, by whatever they agreed to", () => {
  const { bells, reached, ring } = scene();
  ring();
  expect(reached).toEqual([BEN]);
  expect([bells.rang(), bells.rang()]).toEqual([true, false]);
});

test("S6 nobody else's bell does, nor one in another room, an old one, or anything that is none", () => {
  const { bells, reached, ring } = scene();
  ring({ sender: BEN });
  ring({ sender: BOT });
  ring({ room_id: "!elsewhere" });
  ring({ origin_server_ts: NOON - HOUR - 1 });
  ring({ type: "m.room.encrypted" });
  ring({ state_key: "" });
  expect(reached).toEqual([]);
  expect(bells.rang()).toBe(false);
});

test("S6 a circle that rings without an end wears nobody out", () => {
  const { reached, ring, later } = scene();
  for (let bell = 0; bell < 100; bell += 1) ring();
  expect(reached).toHaveLength(12);
  later(HOUR + 1);
  ring();
  expect(reached).toHaveLength(13);
});
