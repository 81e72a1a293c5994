import { useNow } from "../../app/clock.tsx";
import { useWords } from "../../words/use-words.tsx";
import { Deleted } from "./Deleted.tsx";
import type { EntryProps } from "./entry.ts";
import { Gap } from "./Gap.tsx";
import { Lost } from "./Lost.tsx";
import { Message } from "./Message.tsx";
import { Notice } from "./Notice.tsx";
import css from "./TimelineEntry.module.css";

/** One row of the timeline with its day and "New" lines. */
export function TimelineEntry(props: EntryProps) {
  const { t, formats } = useWords();
  const now = useNow(600_000);
  const { item } = props;
  return (
    <>
      {item.day ? (
        <p className={css.day}>
          <span>{formats.dayName(item.row.ts, now)}</span>
        </p>
      ) : null}
      {item.fresh ? (
        <p className={css.fresh}>
          <span>{t("room.new")}</span>
        </p>
      ) : null}
      <Body {...props} />
    </>
  );
}

function Body(props: EntryProps) {
  const { row } = props.item;
  switch (row.is) {
    case "message":
      return <Message {...props} row={row} />;
    case "deleted":
      return <Deleted row={row} first={props.item.first} />;
    case "undecryptable":
      return <Lost row={row} first={props.item.first} last={props.item.last} />;
    case "notice":
      return <Notice row={row} />;
    case "gap":
      return <Gap row={row} roomId={props.room.id} />;
  }
}
