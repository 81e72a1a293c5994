import type { MeetupRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { EncryptionPill } from "../../design/components/EncryptionPill.tsx";
import { useWords } from "../../words/use-words.tsx";
import { AnswerControl } from "../meetups/AnswerControl.tsx";
import { Attendance } from "../meetups/Attendance.tsx";
import { MeetupFacts } from "../meetups/MeetupFacts.tsx";
import { PaceRoster } from "../meetups/PaceRoster.tsx";
import { Seats } from "../meetups/Seats.tsx";
import css from "./NextMeetup.module.css";

/** The next ride, large, with the answer in reach. */
export function NextMeetup({ meetup, now }: { readonly meetup: MeetupRow; readonly now: number }) {
  const { t, formats } = useWords();
  const { block, startMs, clubName } = meetup;
  return (
    <section className={css.hero} aria-label={t("home.next")}>
      <div className={css.main}>
        <p className={css.over}>
          <b>{formats.dayName(startMs, now, block.start.timeZone)}</b>
          <span>{clubName}</span>
          <span className={css.pill}>
            <EncryptionPill encrypted={meetup.encrypted} />
          </span>
        </p>
        <h2 className={css.title}>
          <Link to="/meetups/$cardId" params={{ cardId: meetup.id }}>
            {block.title}
          </Link>
        </h2>
        <MeetupFacts meetup={meetup} now={now} />
        <AnswerControl meetup={meetup} />
        <div className={css.faces}>
          <Attendance meetup={meetup} />
        </div>
      </div>
      {meetup.confirmed.length === 0 ? null : (
        <div className={css.side}>
          <Seats meetup={meetup} />
          <PaceRoster meetup={meetup} brief />
        </div>
      )}
    </section>
  );
}
