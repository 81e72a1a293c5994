import { memo } from "react";
import { useNow } from "../../app/clock.tsx";
import { useWords } from "../../words/use-words.tsx";
import { Deleted } from "./Deleted.tsx";
import type { EntryProps } from "./entry.ts";
import type { TimelineItem } from "./timeline-items.ts";
import { Gap } from "./Gap.tsx";
import { Lost } from "./Lost.tsx";
import { Message } from "./Message.tsx";
import { Notice } from "./Notice.tsx";
import { ShareNote } from "./ShareNote.tsx";
import css from "./TimelineEntry.module.css";

type TimelineEntryProps = TimelineItem &
  Omit<EntryProps, "item" | "onActive"> & { readonly onActive: (id: string) => void };

/**
 * One row of the timeline with its day and "New" lines. What it shows comes in single values, so that a row that did not change is not rendered again when a
 * message comes or the list is scrolled.
 */
export const TimelineEntry = memo(function TimelineEntry(props: TimelineEntryProps) {
  const { t, formats } = useWords();
  const now = useNow(600_000);
  const { row, day, fresh, first, last, onActive, ...rest } = props;
  const item = { row, day, fresh, first, last };
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
      <Body {...rest} item={item} onActive={() => onActive(row.id)} />
    </>
  );
});

function Body(props: EntryProps) {
  const { row } = props.item;
  switch (row.is) {
    case "message":
      return <Message {...props} row={row} />;
    case "deleted":
      return <Deleted row={row} first={props.item.first} />;
    case "undecryptable":
      return <Lost {...props} row={row} />;
    case "notice":
      return <Notice row={row} />;
    case "share":
      return <ShareNote row={row} roomId={props.room.id} />;
    case "gap":
      return <Gap row={row} roomId={props.room.id} />;
  }
}
