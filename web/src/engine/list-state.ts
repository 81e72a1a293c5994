import type { Diff, ListUpdate } from "@paceline/protocol/port";

/** A list as a view sees it: not answered yet, or its rows. There is no failed list; failures are rows or meta. */
export type ListState<R, M> =
  | { readonly is: "waiting" }
  | { readonly is: "here"; readonly rows: readonly R[]; readonly meta: M };

function step<R>(rows: R[], diff: Diff<R>): void {
  switch (diff.op) {
    case "insert":
      rows.splice(diff.index, 0, diff.row);
      return;
    case "update":
      rows[diff.index] = diff.row;
      return;
    case "remove":
      rows.splice(diff.index, 1);
      return;
    case "move":
      rows.splice(diff.to, 0, ...rows.splice(diff.from, 1));
  }
}

/** The state after an update. Rows that did not change keep their identity, so that only changed rows render again. */
export function applyUpdate<R, M>(state: ListState<R, M>, update: ListUpdate<R, M>): ListState<R, M> {
  if (update.is === "reset") return { is: "here", rows: update.rows, meta: update.meta };
  if (state.is === "waiting") return state;
  const rows = [...state.rows];
  for (const diff of update.diffs) step(rows, diff);
  return { is: "here", rows, meta: update.meta ?? state.meta };
}
