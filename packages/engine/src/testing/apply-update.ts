import type { ListUpdate } from "@paceline/protocol/port";

/** A list after one update, as a page keeps it. */
export function applyUpdate<R, M>(
  state: { rows: readonly R[]; meta: M } | undefined,
  update: ListUpdate<R, M>,
): { rows: readonly R[]; meta: M } {
  if (update.is === "reset") return { rows: update.rows, meta: update.meta };
  if (state === undefined) throw new Error("diffs before the first reset");
  const rows = [...state.rows];
  for (const diff of update.diffs) {
    if (diff.op === "insert") rows.splice(diff.index, 0, diff.row);
    else if (diff.op === "update") rows.splice(diff.index, 1, diff.row);
    else if (diff.op === "remove") rows.splice(diff.index, 1);
    else rows.splice(diff.to, 0, ...rows.splice(diff.from, 1));
  }
  return { rows, meta: update.meta ?? state.meta };
}
