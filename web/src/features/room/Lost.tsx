import type { UndecryptableRow } from "@paceline/protocol/port";
import { KeyRound } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./Lost.module.css";

/** A message that cannot be read here: why, and what helps. */
export function Lost({
  row,
  first,
  last,
}: {
  readonly row: UndecryptableRow;
  readonly first: boolean;
  readonly last: boolean;
}) {
  const { t } = useWords();
  const store = useSessionStore();
  return (
    <article className={css.lost} data-row="" tabIndex={-1}>
      <span className={css.face}>
        {last ? <Avatar id={row.sender.userId} name={row.sender.name} mxc={row.sender.avatar} size={36} /> : null}
      </span>
      <div className={css.column}>
        {first ? <b>{row.sender.name}</b> : null}
        <p className={css.box}>
          <KeyRound aria-hidden="true" />
          <span>{t(`lost.${row.reason}`, { name: row.sender.name })}</span>
          {row.reason === "locked" ? (
            <Button size="s" onPress={() => store.setState({ setupPostponed: false })}>
              {t("lost.locked.action")}
            </Button>
          ) : null}
        </p>
      </div>
    </article>
  );
}
