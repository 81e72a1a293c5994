import type { ReactNode } from "react";
import css from "./Line.module.css";

type LineProps = {
  readonly icon: ReactNode;
  readonly name: string;
  /** Each stands on a line of its own. */
  readonly details: readonly string[];
  readonly pill?: ReactNode;
  readonly tone?: "wait" | undefined;
  readonly faded?: boolean;
  readonly chosen: boolean;
  /** Shown once it is chosen. */
  readonly actions: ReactNode;
  readonly onChoose: () => void;
};

/** One thing of the map in words. Choosing it shows it on the map, and what one can do with it. */
export function Line({ icon, name, details, pill, tone, faded = false, chosen, actions, onChoose }: LineProps) {
  return (
    <li className={css.line} data-chosen={chosen || undefined} data-faded={faded || undefined}>
      <button type="button" className={css.main} data-row data-tone={tone} aria-pressed={chosen} onClick={onChoose}>
        <span className={css.icon}>{icon}</span>
        <span className={css.text}>
          <span className={css.name}>{name}</span>
          {details.map((detail) => (
            <span key={detail} className={css.detail}>
              {detail}
            </span>
          ))}
        </span>
        {pill}
      </button>
      {chosen ? <div className={css.actions}>{actions}</div> : null}
    </li>
  );
}
