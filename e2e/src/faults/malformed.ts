import { EVENTS } from "@paceline/protocol/events";
import type { EventName } from "@paceline/protocol/events";
import type { JsonObject } from "@paceline/testkit/plain-client";
import type { Chance } from "./chance.ts";

const NASTY: readonly [unknown, ...unknown[]] = [
  null,
  true,
  -1,
  9_007_199_254_740_991,
  "",
  "__proto__",
  "x".repeat(12_000),
  [],
  [null],
  {},
  { v: 1 },
  "9999-99-99T99:99:99Z",
  "\u202Eevil",
];

/** What is to be sent for one spoiled event of ours: its type, its content, and the state key where it is state. */
type Malformed = { readonly type: string; readonly content: JsonObject; readonly stateKey?: string };

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

/** The sample of an event with one or two of its parts replaced by what does not belong there, or taken away. */
export function malformed(name: EventName, dice: Chance, card: string): Malformed {
  const { carrier, type, sample } = EVENTS[name];
  let content: unknown = JSON.parse(JSON.stringify(sample).replaceAll("$card", card));
  for (let change = 0; change <= dice.below(2); change++) content = spoil(content, dice);
  if (carrier === "block") {
    const words = { msgtype: "m.text", body: `Bad ${name}` };
    return { type: "m.room.message", content: { ...words, [type]: content } };
  }
  const object = isObject(content) ? content : { content };
  return carrier === "event"
    ? { type, content: object }
    : { type, content: object, stateKey: dice.of(["", "mia:example.org", "x"]) };
}

/** Goes down from the top by chance and spoils where it stops. */
function spoil(value: unknown, dice: Chance): unknown {
  const keys = isObject(value) ? Object.keys(value) : [];
  const key = keys[dice.below(keys.length + 1)];
  if (!isObject(value) || key === undefined) return dice.of(NASTY);
  const inner = spoil(value[key], dice);
  return { ...value, [key]: dice.below(4) === 0 ? undefined : inner };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
