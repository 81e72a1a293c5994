import { expect, test } from "vitest";
import { remembering } from "./remembering.ts";

test("E14 what was worked out of a row is the same thing until the row is another", () => {
  let asked = 0;
  const named = remembering(({ name }: { readonly name: string }) => ({ said: name, at: (asked += 1) }));
  const [row, twin] = [{ name: "Ana" }, { name: "Ana" }];
  expect(named(row)).toBe(named(row));
  expect(named(twin)).not.toBe(named(row));
  expect(asked).toBe(2);
});

test("E14 nothing is remembered as well as something", () => {
  let asked = 0;
  const none = remembering((_row: object) => {
    asked += 1;
    return undefined;
  });
  const row = {};
  expect([none(row), none(row), asked]).toEqual([undefined, undefined, 1]);
});
