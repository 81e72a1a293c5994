import type { ReactNode } from "react";
import css from "./Pill.module.css";

export type Tone = "plain" | "go" | "wait" | "accent" | "danger";

/** A short state in words, with a tone that never stands alone. */
export function Pill({
  tone = "plain",
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={css.pill} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
