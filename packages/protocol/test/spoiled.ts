import * as fc from "fast-check";

const IDS = ["@", "@a", "@a:b", "!r", "$e", "$", `@${"a".repeat(300)}:b`, `$${"é".repeat(200)}`, "@a:b c", "@a:b\n"];
const PLACES = ["geo:1,2", "geo:91,181", "geo:a,b", "GEO:1,2;u=x", "javascript:alert(1)"];
const TEXTS = ["", "1", "yes", "__proto__", "constructor", "\u0000", "\uD800", "\u202Eevil", "x".repeat(70_000)];
/** Around every limit of a text or a list. */
const LENGTHS = [0, 1, 12, 13, 16, 17, 20, 21, 40, 41, 64, 65, 80, 81, 100, 101, 200, 201, 255, 256].concat([
  366, 367, 500, 501, 2_000, 2_001, 4_000, 4_001,
]);
const TIMES = [
  "2026-13-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-01-01T00:00:00+02:00",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "2026-11-22T09:00",
  "2026-11-22T09:00:00Z",
  `2026-01-01T00:00:00.${"0".repeat(5_000)}Z`,
];
const NUMBERS = [0, -0, -1, 1, 2, 3, 10, 11, 100, 101, 100_000, 100_001, 1.5, 1e308, 2 ** 53, -(2 ** 53)];
const THINGS = [
  null,
  true,
  [],
  {},
  { v: 1 },
  { rel_type: "m.replace", event_id: "$e" },
  { user: "@a:b", guests: 99 },
  Array.from({ length: 3_000 }, () => ({ user: "@a:b", guests: 0 })),
  deep(20_000),
  JSON.parse('{"__proto__": {"v": 1}, "constructor": {"prototype": {}}}'),
];
/** Values that somebody who means harm would put where another is expected. */
const NASTY: readonly unknown[] = [...IDS, ...PLACES, ...TEXTS, ...TIMES, ...NUMBERS, ...THINGS];
/** What stands somewhere, stretched to a length: a text to that many characters, a list to that many items. */
const stretched = (value: unknown, length: number): unknown => {
  if (typeof value === "string") return "x".repeat(length);
  return Array.isArray(value) ? Array.from({ length }, (_, i) => value[i % value.length] ?? "run") : value;
};

function deep(levels: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** Every place inside a value, as the keys that lead there. */
function places(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

type Change = (value: unknown) => unknown;

/** A copy with a change at a place, if the place is (still) there; what a change makes `undefined` is taken away. */
function changed(value: unknown, [key, ...rest]: readonly string[], change: Change): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== "object" || value === null) return value;
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  const inner = changed((value as Record<string, unknown>)[key], rest, change);
  if (inner === undefined) Reflect.deleteProperty(copy, key);
  else Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true });
  return copy;
}

const nasty = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NASTY) }, fc.jsonValue({ maxDepth: 3 }));
const KEYS = ["v", "__proto__", "constructor", "m.relates_to", "extra"];

/** `whole` with one to three places spoiled, stretched or taken away, or with keys added; sometimes something else altogether. */
export function spoiled(whole: unknown): fc.Arbitrary<unknown> {
  const place = fc.constantFrom(...places(whole));
  const other = nasty.map(
    (value): Change =>
      () =>
        value,
  );
  const longer = fc.constantFrom(...LENGTHS).map(
    (length): Change =>
      (value) =>
        stretched(value, length),
  );
  const gone = fc.constant<Change>(() => undefined);
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(place, other) },
    { weight: 2, arbitrary: fc.tuple(place, longer) },
    fc.tuple(place, gone),
    fc.tuple(
      fc.constantFrom(...KEYS).map((key) => [key]),
      other,
    ),
  );
  const mutant = fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((value, [at, by]) => changed(value, at, by), whole));
  return fc.oneof({ weight: 9, arbitrary: mutant }, nasty);
}
