import fc from "fast-check";
import { expect, test } from "vitest";
import { applyUpdate } from "../testing/apply-update.ts";
import { diffRows } from "./differ.ts";
import { equal } from "./equal.ts";

type Row = { readonly id: string; readonly n: number };

const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom(..."abcdefghijklmno".split("")), n: fc.nat(3) }), {
  selector: ({ id }) => id,
});

const applied = (before: readonly Row[], after: readonly Row[]): readonly Row[] =>
  applyUpdate({ rows: before, meta: {} }, { is: "diffs", diffs: diffRows(before, after, equal) }).rows;

test("M10 the steps lead from any list to any other", () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      expect(applied(before, after)).toEqual(after);
    }),
  );
});

test("M10 nothing changed is no step", () => {
  fc.assert(
    fc.property(rows, (list) => {
      expect(diffRows(list, structuredClone(list), equal)).toEqual([]);
    }),
  );
});

test("M10 a message in one of 2,000 rooms is one move and one update", () => {
  const before = Array.from({ length: 2_000 }, (_, n) => ({ id: `room ${n}`, n: 0 }));
  const moved = { id: "room 1500", n: 1 };
  const after = [moved, ...before.filter(({ id }) => id !== moved.id)];
  expect(diffRows(before, after, equal)).toEqual([
    { op: "move", from: 1500, to: 0 },
    { op: "update", index: 0, row: moved },
  ]);
});
