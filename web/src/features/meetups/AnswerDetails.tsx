import type { MeetupRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./AnswerDetails.module.css";
import { MAX_GUESTS_SHOWN } from "./limits.ts";
import { useAnswer } from "./use-answer.ts";

const ANY = "any";

/** Pace group, guests and a note, once somebody comes or may come. */
export function AnswerDetails({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const { status, guests, pace, note, give } = useAnswer(meetup);
  const [words, setWords] = useState<string>();
  const { pace_groups: groups } = meetup.block;
  if (status === undefined || status === "no" || !meetup.may.answer || meetup.block.status === "cancelled") return null;
  const shown = words ?? note ?? "";
  return (
    <div className={css.details}>
      <div className={css.pair}>
        {groups.length === 0 ? null : (
          <Choice
            label={t("answer.pace.label")}
            hideLabel
            value={groups.some((group) => group.id === pace) ? (pace ?? ANY) : ANY}
            onChange={(value) => void give({ pace: value === ANY ? "" : value })}
            options={[
              { value: ANY, label: t("answer.pace.none") },
              ...groups.map((group) => ({
                value: group.id,
                label:
                  group.speed_kmh === undefined
                    ? `${group.id} · ${group.name}`
                    : `${group.id} · ${formats.speed(group.speed_kmh)}`,
              })),
            ]}
          />
        )}
        <Choice
          label={t("answer.guests.label")}
          hideLabel
          value={String(guests)}
          onChange={(value) => void give({ guests: Number(value) })}
          options={Array.from({ length: MAX_GUESTS_SHOWN + 1 }, (_, count) => ({
            value: String(count),
            label: t("answer.guests", { count }),
          }))}
        />
      </div>
      <form
        className={css.note}
        onSubmit={(event) => {
          event.preventDefault();
          void give({ note: shown.trim() });
          setWords(undefined);
        }}
      >
        <Field
          label={t("answer.note")}
          hideLabel
          placeholder={t("answer.note")}
          value={shown}
          onChange={setWords}
          maxLength={500}
        />
        {shown === (note ?? "") ? null : (
          <Button type="submit" look="primary">
            {t("answer.note.save")}
          </Button>
        )}
      </form>
    </div>
  );
}
