import type { Diff } from "@paceline/protocol/port";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyUpdate, type ListState } from "./list-state.ts";

type Row = { readonly id: string; readonly n: number };
const here = (rows: readonly Row[]): ListState<Row, object> => ({ is: "here", rows, meta: {} });
const row = fc.record({ id: fc.uuid(), n: fc.integer() });

/** Random steps that fit the list they meet, with the list that plain array operations make of them. */
function walk(
  start: readonly Row[],
  picks: readonly { readonly kind: number; readonly a: number; readonly b: number; readonly row: Row }[],
) {
  const rows = [...start];
  const diffs: Diff<Row>[] = [];
  for (const { kind, a, b, row } of picks) {
    const size = rows.length;
    if (kind === 0 || size === 0) {
      const index = a % (size + 1);
      diffs.push({ op: "insert", index, row });
      rows.splice(index, 0, row);
    } else if (kind === 1) {
      diffs.push({ op: "update", index: a % size, row });
      rows[a % size] = row;
    } else if (kind === 2) {
      diffs.push({ op: "remove", index: a % size });
      rows.splice(a % size, 1);
    } else {
      const [moved] = rows.splice(a % size, 1);
      diffs.push({ op: "move", from: a % size, to: b % size });
      if (moved !== undefined) rows.splice(b % size, 0, moved);
    }
  }
  return { rows, diffs };
}

test("M10 diffs lead to the list they describe, whatever their order and however they are bundled", () => {
  const pick = fc.record({ kind: fc.nat(3), a: fc.nat(50), b: fc.nat(50), row });
  fc.assert(
    fc.property(fc.array(row), fc.array(pick), fc.nat(10), (start, picks, cut) => {
      const { rows, diffs } = walk(start, picks);
      const whole = applyUpdate(here(start), { is: "diffs", diffs });
      const first = applyUpdate(here(start), { is: "diffs", diffs: diffs.slice(0, cut) });
      const bundled = applyUpdate(first, { is: "diffs", diffs: diffs.slice(cut) });
      expect(whole).toEqual(here(rows));
      expect(bundled).toEqual(whole);
    }),
  );
});

test("M10 a row that did not change stays the same object, so that it is not rendered again", () => {
  const [kept, changed] = [
    { id: "a", n: 1 },
    { id: "b", n: 1 },
  ];
  const state = applyUpdate(here([kept, changed]), {
    is: "diffs",
    diffs: [{ op: "update", index: 1, row: { id: "b", n: 2 } }],
  });
  expect(state.is === "here" && state.rows[0]).toBe(kept);
});

test("M10 diffs before the first reset change nothing", () => {
  expect(applyUpdate({ is: "waiting" }, { is: "diffs", diffs: [{ op: "remove", index: 0 }] })).toEqual({
    is: "waiting",
  });
});
