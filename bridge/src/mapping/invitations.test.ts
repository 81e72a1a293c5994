import { expect, test } from "vitest";
import { BOT, createWorld } from "../testing/world.ts";

const invite = (sender: string) => {
  const world = createWorld();
  world.state("m.room.member", { membership: "invite" }, { room_id: "!new", sender, state_key: BOT });
  return world.planned();
};

test("B1 an invitation from a server we serve is accepted, and the room is learned", () => {
  expect(invite("@ana:paceline.test")).toEqual([
    { do: "join", room: "!new" },
    { do: "learn", room: "!new" },
  ]);
});

test("B1 an invitation from elsewhere is declined with a reason", () => {
  expect(invite("@eve:elsewhere.test")).toMatchObject([{ do: "leave", room: "!new", reason: expect.any(String) }]);
});

test("B1 an invitation of somebody else is none of ours", () => {
  const world = createWorld();
  world.state("m.room.member", { membership: "invite" }, { state_key: "@ben:paceline.test" });
  expect(world.planned()).toEqual([]);
});
