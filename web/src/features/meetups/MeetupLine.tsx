import type { MeetupRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../words/use-words.tsx";
import { AnswerPill } from "./AnswerPill.tsx";
import css from "./MeetupLine.module.css";

/** One meetup in a list: its day, its title, when and where, my answer. */
export function MeetupLine({ meetup, club = true }: { readonly meetup: MeetupRow; readonly club?: boolean }) {
  const { formats } = useWords();
  const { block, startMs, clubName } = meetup;
  const { timeZone } = block.start;
  const parts = [formats.timeIn(startMs, timeZone), block.place?.name, club ? clubName : undefined].filter(
    (part) => part !== undefined,
  );
  return (
    <Link
      to="/meetups/$cardId"
      params={{ cardId: meetup.id }}
      className={css.line}
      data-cancelled={block.status === "cancelled" || undefined}
    >
      <time className={css.date} dateTime={block.start.utc}>
        <b>{formats.dayOfMonth(startMs, timeZone)}</b>
        <span>{formats.weekday(startMs, timeZone)}</span>
      </time>
      <span className={css.what}>
        <span className={css.title}>{block.title}</span>
        <span className={css.where}>{parts.join(" · ")}</span>
      </span>
      <AnswerPill meetup={meetup} />
    </Link>
  );
}
