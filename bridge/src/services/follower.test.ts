import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENTS } from "@paceline/protocol/events";
import { count } from "@paceline/testkit/counts";
import { ANA, block, BOT, clearChannel, createWorld, post } from "../testing/world.ts";

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
