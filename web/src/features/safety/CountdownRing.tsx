import type { ReactNode } from "react";
import css from "./CountdownRing.module.css";

const RADIUS = 88;
const LENGTH = 2 * Math.PI * RADIUS;

/** How much of a time is left, as a ring that empties. Decorative: the words inside say it. `left`: 0 to 1. */
export function CountdownRing({
  left,
  tone,
  children,
}: {
  readonly left: number;
  readonly tone: "go" | "wait" | "danger";
  readonly children: ReactNode;
}) {
  const share = Math.min(1, Math.max(0, left));
  return (
    <div className={css.ring} data-tone={tone}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle className={css.track} cx="100" cy="100" r={RADIUS} />
        <circle
          className={css.left}
          cx="100"
          cy="100"
          r={RADIUS}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - share)}
        />
      </svg>
      <div className={css.words}>{children}</div>
    </div>
  );
}
