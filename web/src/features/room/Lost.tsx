import type { EncryptionState, UndecryptableRow } from "@paceline/protocol/port";
import { KeyRound } from "lucide-react";
import { useSessionStore } from "../../app/session-store.tsx";
import { useSession } from "../../app/use-session.ts";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { EntryProps } from "./entry.ts";
import css from "./Lost.module.css";
import { useAskAgain } from "./use-ask-again.ts";

/** A message that cannot be read here: why, and what helps. */
export function Lost({ row, item, room, acts }: EntryProps & { readonly row: UndecryptableRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const session = useSession();
  const reason = reasonNow(row.reason, session?.encryption);
  const ask = useAskAgain(row, room, acts);
  const { first, last } = item;
  return (
    <article className={css.lost} data-row="" tabIndex={-1}>
      <span className={css.face}>
        {last ? <Avatar id={row.sender.userId} name={row.sender.name} mxc={row.sender.avatar} size={36} /> : null}
      </span>
      <div className={css.column}>
        {first ? <b>{row.sender.name}</b> : null}
        <p className={css.box}>
          <KeyRound aria-hidden="true" />
          <span>{t(`lost.${reason}`)}</span>
          {reason === "locked" ? (
            <Button size="s" onPress={() => store.setState({ setupPostponed: false })}>
              {t("lost.locked.action")}
            </Button>
          ) : row.sender.userId === session?.account?.userId ? null : (
            <Button size="s" onPress={() => void ask()}>
              {t("lost.ask")}
            </Button>
          )}
        </p>
      </div>
    </article>
  );
}

/** What was locked when it came is not any more once the device is verified: then its key comes from the backup, or is nowhere. */
function reasonNow(reason: UndecryptableRow["reason"], encryption: EncryptionState | undefined) {
  if (reason !== "locked" || encryption === undefined) return reason;
  if (encryption.is === "locked" || encryption.is === "unknown") return reason;
  return encryption.restore === undefined ? "no-backup" : "no-key-yet";
}
