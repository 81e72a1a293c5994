import { expect, test } from "vitest";
import { NS } from "@paceline/protocol";
import { ANA, BEN, block, BOT, clearChannel, createWorld, post, redact } from "../testing/world.ts";
import type { World } from "../testing/world.ts";

const start = (utc: string) => ({ start: { utc, local: utc.slice(0, 19), timeZone: "UTC" } });
/** What is planned for index and pins; carries it out, as the room would say it. */
const lists = (world: World): { index?: unknown; pins?: unknown } => {
  const found: { index?: unknown; pins?: unknown } = {};
  for (const intent of world.planned()) {
    if (intent.do !== "state") continue;
    world.state(intent.type, intent.content, { sender: BOT });
    if (intent.type === `${NS}.meetup_index`)
      found.index = (intent.content as { cards: { card: string }[] }).cards.map(({ card }) => card);
    if (intent.type === "m.room.pinned_events") found.pins = (intent.content as { pinned: unknown }).pinned;
  }
  return found;
};
const world = (): World => {
  const made = createWorld();
  clearChannel(made);
  return made;
};

test("E1 upcoming cards stand in the index and the pins, soonest first", () => {
  const here = world();
  const later = post(here, block(start("2026-11-24T08:00:00Z")));
  expect(lists(here)).toEqual({ index: [later], pins: [later] });
  const sooner = post(here, block(start("2026-11-23T08:00:00Z")));
  expect(lists(here)).toEqual({ index: [sooner, later], pins: [sooner, later] });
});

test("E1 what people pinned themselves stays", () => {
  const here = world();
  here.state("m.room.pinned_events", { pinned: ["$house-rules"] });
  const card = post(here, block());
  expect(lists(here).pins).toEqual(["$house-rules", card]);
  redact(here, ANA, card);
  expect(lists(here)).toEqual({ index: [], pins: ["$house-rules"] });
});

test("E1 meetups that are over leave when time passes", () => {
  const here = world();
  post(here, block(start("2026-11-22T08:00:00Z")));
  const later = post(here, block(start("2026-11-29T08:00:00Z")));
  lists(here);
  here.follower.tick();
  expect(here.planned()).toEqual([]);
  here.setNow(Date.parse("2026-11-23T00:00:00Z"));
  here.follower.tick();
  expect(lists(here)).toEqual({ index: [later], pins: [later] });
});

test("E1 nothing is listed in a room of somebody else, or of another kind", () => {
  const foreign = createWorld();
  foreign.state("m.room.create", { room_version: "12" }, { sender: BEN });
  foreign.state(`${NS}.channel`, { v: 1, kind: "meetups" }, { sender: BEN });
  post(foreign, block());
  const chat = createWorld();
  chat.state("m.room.create", { room_version: "12" }, { sender: BOT });
  chat.state(`${NS}.channel`, { v: 1, kind: "chat" }, { sender: BOT });
  post(chat, block());
  expect([...foreign.planned(), ...chat.planned()]).toEqual([]);
});
