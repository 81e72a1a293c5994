import type { ReactNode } from "react";
import { Logo } from "./Logo.tsx";
import css from "./Stepped.module.css";

/** One question at a time, in the middle of an empty page: first set-up, unlocking. */
export function Stepped({
  step,
  title,
  text,
  children,
  foot,
}: {
  readonly step?: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  return (
    <main className={css.page}>
      <div className={css.column}>
        <Logo size={44} />
        <header className={css.head}>
          {step === undefined ? null : <p className={css.step}>{step}</p>}
          <h1 className={css.title}>{title}</h1>
          <p className={css.text}>{text}</p>
        </header>
        {children}
        {foot === undefined ? null : <footer className={css.foot}>{foot}</footer>}
      </div>
    </main>
  );
}
