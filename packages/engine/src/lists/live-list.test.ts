import { expect, test } from "vitest";
import { LiveList } from "./live-list.ts";

type Row = { readonly id: string; readonly n: number };

function counting(first: readonly Row[]) {
  let rows = first;
  let computed = 0;
  const list = new LiveList<Row, Record<never, never>>(async () => {
    computed += 1;
    return { rows, meta: {} };
  });
  const seen: unknown[] = [];
  return {
    list,
    seen,
    listener: (update: unknown) => void seen.push(update),
    set: (next: readonly Row[]) => {
      rows = next;
      return list.refresh();
    },
    computed: () => computed,
  };
}

test("M10 who watches gets a reset first and then only what changed", async () => {
  const { list, seen, listener, set } = counting([{ id: "a", n: 1 }]);
  list.watch(listener);
  await set([{ id: "a", n: 1 }]);
  await set([
    { id: "a", n: 2 },
    { id: "b", n: 1 },
  ]);
  expect(seen).toEqual([
    { is: "reset", rows: [{ id: "a", n: 1 }], meta: {} },
    {
      is: "diffs",
      diffs: [
        { op: "insert", index: 1, row: { id: "b", n: 1 } },
        { op: "update", index: 0, row: { id: "a", n: 2 } },
      ],
    },
  ]);
});

test("M10 who comes later gets a reset of their own, and a list nobody watches computes nothing", async () => {
  const { list, listener, seen, set, computed } = counting([{ id: "a", n: 1 }]);
  const end = list.watch(() => {});
  await list.refresh();
  list.watch(listener)();
  expect(seen).toEqual([{ is: "reset", rows: [{ id: "a", n: 1 }], meta: {} }]);
  end();
  const before = computed();
  await set([]);
  expect(computed()).toBe(before);
});

test("M10 a change is told however soon it follows the one before", async () => {
  for (let steps = 0; steps < 12; steps += 1) {
    let n = 1;
    const list = new LiveList<Row, Record<never, never>>(() => ({ rows: [{ id: "a", n }], meta: {} }));
    const seen: unknown[] = [];
    list.watch((update) => seen.push(update));
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    n = 2;
    await list.refresh();
    expect(JSON.stringify(seen.at(-1)), `${steps} steps later`).toContain('"n":2');
  }
});

test("M10 a computation that fails is told to whoever asked, and the next one counts", async () => {
  let broken = true;
  const list = new LiveList<Row, Record<never, never>>(() => {
    if (broken) throw new Error("broken");
    return { rows: [], meta: {} };
  });
  const seen: unknown[] = [];
  list.watch((update) => seen.push(update));
  await expect(list.refresh()).rejects.toThrow("broken");
  broken = false;
  await list.refresh();
  expect(seen).toEqual([{ is: "reset", rows: [], meta: {} }]);
});
