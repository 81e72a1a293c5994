import type { MeetupRow } from "@paceline/protocol/port";
import { Check, CircleHelp, X } from "lucide-react";
import { useSession } from "../../app/use-session.ts";
import { Button } from "../../design/components/Button.tsx";
import { Segmented } from "../../design/components/Segmented.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./AnswerControl.module.css";
import { useAnswer } from "./use-answer.ts";

/** One-tap answer. Says where a given answer stands when it cannot be sent now: without a connection that it waits, and that it failed. */
export function AnswerControl({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const { status, waiting, delivery, give } = useAnswer(meetup);
  const online = useSession()?.link.is === "online";
  const { may, block } = meetup;
  if (block.status === "cancelled") return null;
  return (
    <div className={css.answer}>
      <Segmented
        label={t("answer.label", { title: block.title })}
        disabled={!may.answer}
        value={status === "yes" || status === "maybe" || status === "no" ? status : undefined}
        onChange={(next) => void give({ status: next })}
        segments={[
          {
            value: "yes",
            label: t(waiting === undefined ? "answer.yes" : "answer.waiting"),
            icon: <Check aria-hidden="true" />,
            tone: waiting === undefined ? "go" : "wait",
          },
          { value: "maybe", label: t("answer.maybe"), icon: <CircleHelp aria-hidden="true" /> },
          { value: "no", label: t("answer.no"), icon: <X aria-hidden="true" /> },
        ]}
      />
      {waiting === undefined ? null : <p className={css.waiting}>{t("answer.waiting.place", { place: waiting })}</p>}
      {status === undefined || !may.answer ? null : (
        <div className={css.back}>
          <Button look="link" size="s" onPress={() => void give({ status: "withdrawn" })}>
            {t("answer.take-back")}
          </Button>
        </div>
      )}
      {delivery?.is === "queued" && !online ? <p className={css.hint}>{t("answer.queued")}</p> : null}
      {delivery?.is === "failed" ? <p className={css.failed}>{t("answer.failed")}</p> : null}
      {meetup.answersClosed && may.answer ? <p className={css.hint}>{t("answer.closed")}</p> : null}
    </div>
  );
}
