import type { DeletedRow } from "@paceline/protocol/port";
import { Trash2 } from "lucide-react";
import { useWords } from "../../words/use-words.tsx";
import css from "./Deleted.module.css";

/** What is left of a deleted message. */
export function Deleted({ row, first }: { readonly row: DeletedRow; readonly first: boolean }) {
  const { t } = useWords();
  return (
    <article className={css.deleted} data-mine={row.mine || undefined} data-row="" tabIndex={-1}>
      {first && !row.mine ? <b>{row.sender.name}</b> : null}
      <p>
        <Trash2 aria-hidden="true" />
        {t(row.mine ? "message.deleted.mine" : "message.deleted")}
      </p>
    </article>
  );
}
