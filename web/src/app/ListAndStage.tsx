import type { ReactNode } from "react";
import css from "./ListAndStage.module.css";
import { useNarrow } from "./use-narrow.ts";

/** What one can choose from, and the chosen one; on small screens one or the other. `open`: one is chosen. */
export function ListAndStage({
  list,
  stage,
  open,
}: {
  readonly list: ReactNode;
  readonly stage: ReactNode;
  readonly open: boolean;
}) {
  const narrow = useNarrow();
  return (
    <div className={css.columns} data-narrow={narrow || undefined}>
      {narrow && open ? null : list}
      {narrow && !open ? null : <div className={css.stage}>{stage}</div>}
    </div>
  );
}
