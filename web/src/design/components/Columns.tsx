import type { ReactNode } from "react";
import css from "./Columns.module.css";

/** What a page is about, and beside it what belongs to it; below it where there is no room. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={css.columns}>
      <div className={css.column}>{main}</div>
      <div className={css.column}>{side}</div>
    </div>
  );
}
