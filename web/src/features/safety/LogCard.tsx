import type { SafetyLogRow } from "@paceline/protocol/port";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./LogCard.module.css";

/** At first, and more at each press. */
const SHOWN = 8;

/** What happened with my shares, timers and alerts. */
export function LogCard() {
  const { t, formats } = useWords();
  const now = useNow();
  const rows = useRows("safetyLog", {});
  const [shown, setShown] = useState(SHOWN);
  const rest = rows.length - shown;
  return (
    <Card title={t("log.title")}>
      {rows.length === 0 ? (
        <p className={css.empty}>{t("log.empty")}</p>
      ) : (
        <ul className={css.log}>
          {rows.slice(0, shown).map((row) => (
            <li key={row.id}>
              <time className={css.time} dateTime={new Date(row.tsMs).toISOString()} title={formats.exact(row.tsMs)}>
                {formats.stamp(row.tsMs, now)}
              </time>
              <LogWords row={row} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 ? (
        <Button look="quiet" size="s" onPress={() => setShown(shown + 3 * SHOWN)}>
          {t("log.more", { count: Math.min(rest, 3 * SHOWN) })}
        </Button>
      ) : null}
    </Card>
  );
}

function LogWords({ row: { what } }: { readonly row: SafetyLogRow }) {
  const { t } = useWords();
  if ("person" in what) return <span>{t(`log.${what.kind}`, { person: what.person })}</span>;
  return <span>{t(`log.${what.kind}`, { room: what.room ?? "" })}</span>;
}
