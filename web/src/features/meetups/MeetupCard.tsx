import type { EventId } from "@paceline/protocol";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useNow } from "../../app/clock.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { AnswerControl } from "./AnswerControl.tsx";
import { Attendance } from "./Attendance.tsx";
import css from "./MeetupCard.module.css";
import { MeetupFacts } from "./MeetupFacts.tsx";

/** A meetup in a conversation. `fallback`: its plain words, shown while or when the meetup itself is not there. */
export function MeetupCard({ cardId, fallback }: { readonly cardId: EventId; readonly fallback: ReactNode }) {
  const { t } = useWords();
  const now = useNow();
  const list = useList("meetups", {});
  const meetup = list.is === "here" ? list.rows.find((row) => row.id === cardId) : undefined;
  if (meetup === undefined) return fallback;
  const { block } = meetup;
  return (
    <div className={css.card}>
      <h3 className={css.title}>
        <Link to="/meetups/$cardId" params={{ cardId }}>
          {block.title}
        </Link>
        {block.status === "cancelled" ? (
          <Pill tone="danger">{t("meetup.cancelled")}</Pill>
        ) : meetup.changed ? (
          <Pill tone="wait">{t("meetup.changed")}</Pill>
        ) : null}
      </h3>
      <MeetupFacts meetup={meetup} now={now} day />
      <AnswerControl meetup={meetup} />
      <Attendance meetup={meetup} size={26} />
    </div>
  );
}
