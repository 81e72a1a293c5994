import { Logo } from "../design/components/Logo.tsx";
import { Progress } from "../design/components/Progress.tsx";
import { useWords } from "../words/use-words.tsx";
import css from "./Splash.module.css";

/** Before there is anything to show. Stays empty for 300 ms, so that a quick start does not flicker. */
export function Splash({ working = false }: { readonly working?: boolean }) {
  const { t } = useWords();
  return (
    <main className={css.splash} aria-busy="true">
      <Logo size={56} />
      {working ? (
        <div className={css.progress}>
          <Progress label={t("sync.first")} text={t("sync.first")} />
        </div>
      ) : null}
    </main>
  );
}
