import type { ReactNode } from "react";
import css from "./TwoLines.module.css";

/** What a line in a list is about, and a word about it below. `warn`: the word is one to take note of. */
export function TwoLines({
  name,
  warn = false,
  children,
}: {
  readonly name: string;
  readonly warn?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={css.lines}>
      <b>{name}</b>
      <span data-warn={warn || undefined}>{children}</span>
    </span>
  );
}
