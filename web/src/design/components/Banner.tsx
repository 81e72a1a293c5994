import type { ReactNode } from "react";
import css from "./Banner.module.css";

type BannerProps = {
  readonly tone: "plain" | "wait" | "danger" | "go";
  readonly icon: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  /** A sentence that takes the whole width, below text and action; nothing where it renders nothing. */
  readonly more?: ReactNode;
  readonly inset?: boolean;
};

/** Says what is going on around everything else and offers what helps. `inset`: inside of a page, with corners. */
export function Banner({ tone, icon, action, children, more, inset = false }: BannerProps) {
  return (
    <div className={css.banner} data-tone={tone} data-inset={inset || undefined} role="status">
      {icon}
      <div className={css.text}>{children}</div>
      {action === undefined ? null : <div className={css.action}>{action}</div>}
      {more === undefined ? null : <div className={css.more}>{more}</div>}
    </div>
  );
}
