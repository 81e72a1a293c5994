import { TIMER_MODES, type TimerMode } from "@paceline/protocol/events";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Check } from "../../design/components/Check.tsx";
import { Choice } from "../../design/components/Choice.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Segmented } from "../../design/components/Segmented.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./SafetyForm.module.css";
import { NotifyHere } from "./NotifyHere.tsx";
import { fieldTime, nextAt } from "./time-left.ts";
import type { Contacts } from "./use-contacts.ts";

const MINUTE = 60_000;
const INTERVALS = [15, 30, 60, 120] as const;
const GRACES = [0, 5, 10, 20, 30, 60] as const;
/** A quarter of an hour that one is surely back by, as a first guess. */
const guess = (now: number): string => fieldTime(Math.ceil((now + 90 * MINUTE) / (15 * MINUTE)) * 15 * MINUTE);

/** Starts a timer. Without a contact who accepted, or with a timer on another device, it says that first. */
export function StartTimerCard({ contacts }: { readonly contacts: Contacts }) {
  const { t, formats } = useWords();
  const now = useNow();
  const [mode, setMode] = useState<TimerMode>("eta");
  const [time, setTime] = useState(() => guess(now));
  const [minutes, setMinutes] = useState("30");
  const [grace, setGrace] = useState("20");
  const [shown, setShown] = useState(true);
  const [wrong, setWrong] = useState(false);
  const { state, run } = useCommand("armTimer");
  const { elsewhere } = contacts;
  const ready = contacts.ready.length;
  const due = nextAt(time, now);
  const tomorrow = due !== undefined && formats.daysUntil(due, now) === 1;
  const intervalMs = Number(minutes) * MINUTE;
  const arm = async () => {
    const dueMs = mode === "eta" ? due : now + intervalMs;
    setWrong(dueMs === undefined);
    if (dueMs === undefined) return;
    await run({
      mode,
      dueMs,
      graceMs: Number(grace) * MINUTE,
      hidden: !shown,
      ...(mode === "eta" ? {} : { intervalMs }),
    });
  };
  const minuteWords = (count: number) =>
    count >= 60 ? t("timer.hours", { count: count / 60 }) : t("timer.minutes", { count });
  return (
    <Card title={t("timer.start")}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void arm();
        }}
      >
        {elsewhere === undefined ? null : (
          <Banner tone="wait" inset icon={<ShieldCheck />}>
            {elsewhere.mode === "eta"
              ? t("timer.elsewhere", { time: formats.stamp(elsewhere.dueMs, now) })
              : t("timer.elsewhere.running")}
          </Banner>
        )}
        <p className={css.text}>{t("timer.start.text")}</p>
        <Segmented
          label={t("timer.mode")}
          value={mode}
          onChange={setMode}
          segments={TIMER_MODES.map((value) => ({ value, label: t(`timer.mode.${value}`) }))}
        />
        <p className={css.small}>{t(`timer.mode.${mode}.text`)}</p>
        <div className={css.row}>
          {mode === "eta" ? (
            <Field
              label={t("timer.due")}
              type="time"
              value={time}
              onChange={setTime}
              error={wrong ? t("timer.due.past") : undefined}
              {...(tomorrow ? { hint: t("timer.due.tomorrow") } : {})}
            />
          ) : (
            <Choice
              label={t(mode === "interval" ? "timer.interval" : "timer.silence")}
              value={minutes}
              onChange={setMinutes}
              options={INTERVALS.map((count) => ({ value: String(count), label: minuteWords(count) }))}
            />
          )}
          <Choice
            label={t("timer.grace")}
            value={grace}
            onChange={setGrace}
            options={GRACES.map((count) => ({
              value: String(count),
              label: count === 0 ? t("timer.grace.none") : minuteWords(count),
            }))}
          />
        </div>
        <div className={css.choice}>
          <Check checked={shown} onChange={setShown}>
            {t("timer.shown")}
          </Check>
          <p className={css.small}>{t(shown ? "timer.shown.text" : "timer.hidden")}</p>
        </div>
        {ready === 0 ? null : <NotifyHere />}
        {ready === 0 && !contacts.waiting ? <p className={css.small}>{t("timer.no-circle")}</p> : null}
        {state.is === "failed" ? (
          <p className={css.error} role="alert">
            {t(failureWords(state.failure.code))}
          </p>
        ) : null}
        <div className={css.actions}>
          <Button type="submit" look="primary" size="l" isDisabled={ready === 0 || state.is === "busy"}>
            {t("timer.arm")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
