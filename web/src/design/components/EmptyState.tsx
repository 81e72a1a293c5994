import type { ReactNode } from "react";
import css from "./EmptyState.module.css";

/** Says what belongs here and offers the action. Never a dead end. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      {icon === undefined ? null : <span className={css.icon}>{icon}</span>}
      <p className={css.title}>{title}</p>
      {children === undefined ? null : <p className={css.text}>{children}</p>}
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
