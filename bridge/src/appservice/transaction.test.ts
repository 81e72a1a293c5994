import { expect, test } from "vitest";
import { readTransaction } from "./transaction.ts";

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const typing = { type: "m.typing" };
const receipt = { type: "m.receipt" };

test("B1 of the two keys for ephemeral data only one is taken", () => {
  const both = { events: [], ephemeral: [typing], "de.sorunome.msc2409.ephemeral": [typing] };
  expect(readTransaction(bytes(both)).ephemeral).toEqual([typing]);
});

test("B1 the old key is taken where there is no other", () => {
  const old = { events: [], "de.sorunome.msc2409.ephemeral": [receipt] };
  expect(readTransaction(bytes(old)).ephemeral).toEqual([receipt]);
});

test.each([
  ["no object", 1],
  ["no id", { room_id: "!a", type: "t", sender: "@a:b", origin_server_ts: 1, content: {} }],
  [
    "a time with a fraction",
    { event_id: "$1", room_id: "!a", type: "t", sender: "@a:b", origin_server_ts: 1.5, content: {} },
  ],
  ["a list as content", { event_id: "$1", room_id: "!a", type: "t", sender: "@a:b", origin_server_ts: 1, content: [] }],
  [
    "a state key that is no text",
    { event_id: "$1", room_id: "!a", type: "t", sender: "@a:b", origin_server_ts: 1, content: {}, state_key: 1 },
  ],
])("B1 an entry with %s is no event", (_what, entry) => {
  expect(readTransaction(bytes({ events: [entry] })).entries).toEqual([{ is: "broken", raw: entry }]);
});
