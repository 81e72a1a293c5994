import type { ReactNode } from "react";
import { Logo } from "../design/components/Logo.tsx";
import { Progress } from "../design/components/Progress.tsx";
import { useWords } from "../words/use-words.tsx";
import css from "./Splash.module.css";

/** Before there is anything to show. Stays empty for 300 ms, so that a quick start does not flicker. `banner`: why it takes so long. */
export function Splash({ working = false, banner }: { readonly working?: boolean; readonly banner?: ReactNode }) {
  const { t } = useWords();
  return (
    <main className={css.splash} aria-busy="true">
      {banner === undefined ? null : <div className={css.banner}>{banner}</div>}
      <Logo size={56} />
      {working ? (
        <div className={css.progress}>
          <Progress label={t("sync.first")} text={t("sync.first")} />
        </div>
      ) : null}
    </main>
  );
}
