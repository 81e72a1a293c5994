import type { MeetupRow } from "@paceline/protocol/port";
import { Pill } from "../../design/components/Pill.tsx";
import { useNow } from "../../app/clock.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./AnswerPill.module.css";
import { useAnswer } from "./use-answer.ts";

/** My answer in one word, or the call to give one. */
export function AnswerPill({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const now = useNow();
  const { status, waiting } = useAnswer(meetup);
  if (meetup.block.status === "cancelled") return <Pill tone="danger">{t("meetup.cancelled")}</Pill>;
  if (waiting !== undefined) return <Pill tone="wait">{t("answer.waiting.short", { place: waiting })}</Pill>;
  if (status === "yes") return <Pill tone="go">{t("answer.yes")}</Pill>;
  if (status === "maybe") return <Pill tone="wait">{t("answer.maybe")}</Pill>;
  if (status === "no") return <Pill>{t("answer.no")}</Pill>;
  if (!meetup.may.answer || meetup.startMs < now) return null;
  return <span className={css.ask}>{t("answer.ask")}</span>;
}
