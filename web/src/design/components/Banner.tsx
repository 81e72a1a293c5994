import type { ReactNode } from "react";
import css from "./Banner.module.css";

type BannerProps = {
  readonly tone: "plain" | "wait" | "danger" | "go";
  readonly icon: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  readonly inset?: boolean;
};

/** Says what is going on around everything else and offers what helps. `inset`: inside of a page, with corners. */
export function Banner({ tone, icon, action, children, inset = false }: BannerProps) {
  return (
    <div className={css.banner} data-tone={tone} data-inset={inset || undefined} role="status">
      {icon}
      <div className={css.text}>{children}</div>
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
