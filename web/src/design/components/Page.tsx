import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../../words/use-words.tsx";
import css from "./Page.module.css";

type PageProps = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Address of the place above; shows an arrow. */
  readonly back?: string;
  /** Forms and text read better in a narrow column. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
};

/** A scrolling page of its own with its heading. */
export function Page({ title, subtitle, actions, back, narrow = false, children }: PageProps) {
  const { t } = useWords();
  return (
    <main className={css.page}>
      <div className={css.inner} data-narrow={narrow || undefined}>
        <header className={css.head}>
          {back === undefined ? null : (
            <Link to={back} className={css.back} aria-label={t("common.back")}>
              <ArrowLeft aria-hidden="true" />
            </Link>
          )}
          <div className={css.titles}>
            <h1 className={css.title}>{title}</h1>
            {subtitle === undefined ? null : <p className={css.subtitle}>{subtitle}</p>}
          </div>
          {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}
