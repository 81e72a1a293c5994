import fc from "fast-check";
import { expect, test } from "vitest";
import { eventId, NS, roomId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import { count } from "@paceline/testkit/counts";
import type { Intent } from "../mapping/intent.ts";
import { ANA, answer, BEN, block, BOT, clearChannel, CLEO, createWorld, post } from "../testing/world.ts";

const types = [
  "m.room.message",
  "m.reaction",
  "m.room.redaction",
  "m.room.member",
  "m.room.power_levels",
  "m.room.pinned_events",
  "m.space.child",
  ...Object.values(EVENTS).map(({ type }) => type),
];
const samples = Object.values(EVENTS).map(({ type, carrier, sample }) =>
  carrier === "block" ? { [type]: sample } : sample,
);
const json = fc.jsonValue({ maxDepth: 3 });

/** A valid content with some of its parts replaced by anything, or anything at all. */
const content = fc.oneof(
  fc.dictionary(
    fc.constantFrom("m.relates_to", "m.new_content", "users", "membership", "redacts", "v", ...types),
    json,
  ),
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.dictionary(fc.constantFrom("v", "m.relates_to", "status", "start", "confirmed", ...types), json),
    )
    .map(([sample, broken]) => ({ ...sample, ...broken })),
);

const STATE = [
  { type: "m.room.create", state_key: "", sender: ANA, content: { room_version: "12" } },
  { type: "m.room.power_levels", state_key: "", sender: ANA, content: { users_default: 0 } },
  ...[ANA, BEN, CLEO].map((person) => ({
    type: "m.room.member",
    state_key: person,
    sender: person,
    content: { membership: "join" },
  })),
];
const rostersOf = (intents: readonly Intent[]) =>
  intents.flatMap((intent) => (intent.do === "send" && intent.type === `${NS}.roster` ? [intent.content] : []));

test("B1 a card and answers that come before the room is learned are decided when it is, in the order in which they came", () => {
  const world = createWorld();
  const card = post(world, block({ capacity: 1 }));
  answer(world, CLEO, card, "yes");
  answer(world, BEN, card, "yes");
  expect(world.planned()).toEqual([]);
  world.follower.learn(roomId("!meetups"), STATE);
  expect(rostersOf(world.planned())).toMatchObject([{ confirmed: [{ user: CLEO }], waitlist: [{ user: BEN }] }]);
  // Learned once more, as after a crash before the intent was marked as done.
  world.follower.learn(roomId("!meetups"), STATE);
  expect(world.planned()).toEqual([]);
  answer(world, CLEO, card, "no");
  expect(rostersOf(world.planned())).toMatchObject([{ confirmed: [{ user: BEN }], waitlist: [] }]);
});

test("B5 of a room that turns out to be encrypted nothing is kept and nothing decided", () => {
  const world = createWorld();
  const card = post(world, block({ capacity: 1 }));
  answer(world, CLEO, card, "yes");
  const encryption = { type: "m.room.encryption", state_key: "", sender: ANA, content: {} };
  world.follower.learn(roomId("!meetups"), [...STATE, encryption]);
  answer(world, BEN, card, "yes");
  expect(world.planned()).toEqual([]);
  expect(world.cards.facts(eventId(card))).toEqual([]);
});

test("B1 malformed events of all our types are skipped: nothing throws, nothing stops", () => {
  const runs = count("malformed events", { quick: 600, prove: 10_000 });
  const world = createWorld();
  clearChannel(world);
  const card = post(world, block({ capacity: 5 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.option(fc.constantFrom("", ANA, BOT, "ana:paceline.test", "constructor"), { nil: undefined }),
      content,
      (type, stateKey, content) => {
        const about = { "m.relates_to": { rel_type: "m.reference", event_id: card } };
        for (const whole of [content, { ...content, ...about }]) {
          const more = stateKey === undefined ? {} : { state_key: stateKey };
          expect(() => world.say({ type, content: whole, ...more })).not.toThrow();
        }
      },
    ),
    { numRuns: runs },
  );
});
