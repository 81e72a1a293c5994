import type { Diff } from "@paceline/protocol/port";

type Identified = { readonly id: string };

/**
 * Steps from one list to the next, applied in order: removals, then inserts and moves from the end to the front, then updates. Rows that keep their
 * relative order are not moved (longest increasing run), so one message in one room is one move and one update.
 */
export function diffRows<R extends Identified>(
  before: readonly R[],
  after: readonly R[],
  same: (a: R, b: R) => boolean,
): Diff<R>[] {
  const diffs: Diff<R>[] = [];
  const wanted = new Map(after.map((row, at) => [row.id, at]));
  const old = new Map(before.map((row) => [row.id, row]));
  const current = before.map((row) => row.id);
  for (let at = current.length - 1; at >= 0; at -= 1) {
    if (wanted.has(current[at] as string)) continue;
    diffs.push({ op: "remove", index: at });
    current.splice(at, 1);
  }
  const steady = longestRun(current.map((id) => wanted.get(id) as number));
  const kept = new Set(steady.map((at) => after[at]?.id));
  for (let at = after.length - 1; at >= 0; at -= 1) {
    const row = after[at] as R;
    if (kept.has(row.id)) continue;
    const next = after[at + 1];
    const here = current.indexOf(row.id);
    if (here === -1) {
      const index = next === undefined ? current.length : current.indexOf(next.id);
      diffs.push({ op: "insert", index, row });
      current.splice(index, 0, row.id);
      continue;
    }
    current.splice(here, 1);
    const to = next === undefined ? current.length : current.indexOf(next.id);
    if (to !== here) diffs.push({ op: "move", from: here, to });
    current.splice(to, 0, row.id);
  }
  after.forEach((row, index) => {
    const was = old.get(row.id);
    if (was !== undefined && was !== row && !same(was, row)) diffs.push({ op: "update", index, row });
  });
  return diffs;
}

/** Values of a longest increasing subsequence (patience sorting, O(n log n)). */
function longestRun(values: readonly number[]): number[] {
  const tops: number[] = [];
  const previous: number[] = [];
  values.forEach((value, at) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tops[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (tops[low - 1] as number) : -1;
    tops[low] = at;
  });
  const run: number[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] as number) run.push(values[at] as number);
  return run.reverse();
}
