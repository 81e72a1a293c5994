import { useEffect, useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import css from "./Skeleton.module.css";

/** Nothing flickers: a placeholder appears only after this many milliseconds. */
const PATIENCE_MS = 300;

/** Grey rows in the shape of what comes. */
export function Skeleton({
  rows = 5,
  shape = "rows",
}: {
  readonly rows?: number;
  readonly shape?: "rows" | "lines" | "card";
}) {
  const { t } = useWords();
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (patient) return <div aria-busy="true" />;
  return (
    <div className={css.skeleton} data-shape={shape} aria-busy="true">
      <span className="hidden-visually" role="status">
        {t("common.loading")}
      </span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={css.row} aria-hidden="true">
          <span className={css.face} />
          <span className={css.bars}>
            <span style={{ inlineSize: `${55 - ((at * 13) % 30)}%` }} />
            <span style={{ inlineSize: `${80 - ((at * 17) % 35)}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
