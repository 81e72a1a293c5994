import type { MeetupDraft } from "@paceline/protocol/port";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { usePreferences } from "../../app/preferences.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Field } from "../../design/components/Field.tsx";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { draftOfFields, type Problems } from "./draft-of-fields.ts";
import type { Fields } from "./fields.ts";
import css from "./MeetupForm.module.css";
import { PaceFields } from "./PaceFields.tsx";
import { SPORT_CHOICES } from "./sports.ts";
import { whenShown } from "../../host/when-shown.ts";

const PlaceOnMap = whenShown(async () => (await import("./PlaceOnMap.tsx")).PlaceOnMap);

type MeetupFormProps = {
  readonly initial: Fields;
  readonly submit: string;
  /** A new meetup has to lie ahead; an existing one may be corrected while it is under way. */
  readonly fresh: boolean;
  /** Where it is posted; above the title. */
  readonly where?: ReactNode;
  readonly hint?: string;
  /** What the engine refused, in words. */
  readonly failure?: string | undefined;
  readonly busy: boolean;
  readonly onSubmit: (draft: MeetupDraft) => void;
};

/** Everything about a meetup, top to bottom by Tab; Enter posts it. */
export function MeetupForm({ initial, submit, fresh, where, hint, failure, busy, onSubmit }: MeetupFormProps) {
  const { t } = useWords();
  const now = useNow();
  const units = usePreferences((preferences) => preferences.units);
  const [fields, setFields] = useState(initial);
  const [problems, setProblems] = useState<Problems>({});
  const set =
    <Key extends keyof Fields>(key: Key) =>
    (value: Fields[Key]) =>
      setFields((before) => ({ ...before, [key]: value }));
  const words = (key: keyof Problems) => {
    const id = problems[key];
    return id === undefined ? undefined : t(id);
  };
  const check = () => {
    const read = draftOfFields(fields, units, fresh ? now : undefined);
    setProblems("problems" in read ? read.problems : {});
    if ("draft" in read) onSubmit(read.draft);
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  const metric = units === "metric";
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <Card>
        <div className={css.grid}>
          {where}
          <div className={css.wide}>
            <Field
              label={t("form.title")}
              placeholder={t("form.title.placeholder")}
              value={fields.title}
              onChange={set("title")}
              error={words("title")}
              maxLength={200}
              autoFocus
            />
          </div>
          <Field label={t("form.date")} type="date" value={fields.date} onChange={set("date")} error={words("start")} />
          <Field label={t("form.time")} type="time" value={fields.time} onChange={set("time")} />
          <div className={css.wide}>
            <Field
              label={t("form.place")}
              placeholder={t("form.place.placeholder")}
              value={fields.place}
              onChange={set("place")}
              error={words("place")}
              maxLength={200}
            />
            <Suspense>
              <LaterWords>
                <PlaceOnMap uri={fields.uri} onChange={set("uri")} />
              </LaterWords>
            </Suspense>
          </div>
          <Choice
            label={t("form.sport")}
            value={fields.sport}
            onChange={set("sport")}
            options={SPORT_CHOICES.map((sport) => ({ value: sport, label: t(`sport.${sport}`) }))}
          />
          <Field
            label={t("form.zone")}
            value={fields.zone}
            onChange={set("zone")}
            error={words("zone")}
            inputAttributes={{ list: "time-zones" }}
          />
          <Field
            label={t("form.distance")}
            inputMode="decimal"
            value={fields.distance}
            onChange={set("distance")}
            error={words("distance")}
            end={t(metric ? "form.km" : "form.mi")}
          />
          <Field
            label={t("form.ascent")}
            inputMode="decimal"
            value={fields.ascent}
            onChange={set("ascent")}
            error={words("ascent")}
            end={t(metric ? "form.m" : "form.ft")}
          />
        </div>
        <datalist id="time-zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
      </Card>
      <Card title={t("form.details")} hint={t("common.optional")}>
        <div className={css.grid}>
          <div className={css.wide}>
            <PaceFields paces={fields.paces} onChange={set("paces")} error={words("paces")} />
          </div>
          <div className={css.wide}>
            <Field
              label={t("form.capacity")}
              inputMode="numeric"
              value={fields.capacity}
              onChange={set("capacity")}
              error={words("capacity")}
              hint={t("form.capacity.hint")}
            />
          </div>
          <Field
            label={t("form.close-date")}
            type="date"
            value={fields.closeDate}
            onChange={set("closeDate")}
            error={words("deadline")}
          />
          <Field label={t("form.close-time")} type="time" value={fields.closeTime} onChange={set("closeTime")} />
          <div className={css.wide}>
            <Field
              label={t("form.notes")}
              placeholder={t("form.notes.placeholder")}
              lines={3}
              value={fields.notes}
              onChange={set("notes")}
              error={words("notes")}
              maxLength={4000}
            />
          </div>
        </div>
      </Card>
      <footer className={css.foot}>
        <p
          className={css.hint}
          role={failure === undefined ? undefined : "alert"}
          data-failed={failure === undefined ? undefined : true}
        >
          {failure ?? hint}
        </p>
        <Button type="submit" look="primary" size="l" isDisabled={busy}>
          {submit}
        </Button>
      </footer>
    </form>
  );
}
