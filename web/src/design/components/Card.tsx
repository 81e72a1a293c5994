import type { ReactNode } from "react";
import css from "./Card.module.css";

type CardProps = {
  readonly title?: string;
  readonly hint?: ReactNode;
  /** At the end of the heading. */
  readonly action?: ReactNode;
  readonly flush?: boolean;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
};

/** One thing on the canvas. With a title it is a section of its own for screen readers. */
export function Card({ title, hint, action, flush = false, level = 2, children }: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      className={css.card}
      data-flush={flush || undefined}
      {...(title === undefined ? {} : { "aria-label": title })}
    >
      {title === undefined ? null : (
        <header className={css.head}>
          <Heading className={css.title}>{title}</Heading>
          {hint === undefined ? null : <span className={css.hint}>{hint}</span>}
          {action === undefined ? null : <span className={css.action}>{action}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
