import type { TimerRow } from "@paceline/protocol/port";
import { Plus, ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useEngine } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { CodeDialog } from "./CodeDialog.tsx";
import { CountdownRing } from "./CountdownRing.tsx";
import { FixLine } from "./FixLine.tsx";
import { HoldLine } from "./HoldLine.tsx";
import { alertAt, clockOf } from "./time-left.ts";
import css from "./TimerCard.module.css";
import { useAlerted } from "./use-alerted.ts";
import { useContacts } from "./use-contacts.ts";

const MORE_MS = 30 * 60_000;
/** What the button that ends it says. */
const END = {
  eta: "timer.home",
  interval: "timer.end",
  "until-stopped": "timer.end",
  overdue: "timer.well",
} as const;

/** Both places usually answer within this time; whoever waits longer is not protected, and reads so. */
const ARMING_MS = 15_000;

/** My running timer: what is left, what happens then, who holds it, and the ways to say that I am well. */
export function TimerCard({ timer }: { readonly timer: TimerRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const { port } = useEngine();
  const now = useNow(1_000);
  const contacts = useContacts();
  const [ending, setEnding] = useState(false);
  const alerted = useAlerted(timer);
  const { state, mode, dueMs, graceMs, armedMs } = timer;
  const hidden = timer.hidden === true;
  const alertMs = alertAt(timer);
  const alertTime = formats.time(alertMs);
  const people = { names: formats.list(contacts.firstNames), count: contacts.firstNames.length, time: alertTime };
  const urgent = state === "prompted" || state === "overdue";
  // One tap says that all is well, and the timer goes on.
  const answers = mode === "interval" ? state !== "overdue" : mode === "until-stopped" && state === "prompted";
  const tone = state === "overdue" ? "danger" : state === "prompted" ? "wait" : "go";
  const text = (): string | undefined => {
    if (state === "overdue") return t(alerted ? "timer.overdue.text" : "timer.overdue.open.text", { time: alertTime });
    if (people.count === 0) return t("timer.promise.nobody", { time: alertTime });
    // What nobody holds is promised to nobody.
    if (timer.protection.is === "none" && state !== "prompted") return undefined;
    return t(state === "prompted" ? "timer.prompted.text" : "timer.promise", people);
  };
  const leftMs = (urgent ? alertMs : dueMs) - now;
  const title = (): string => {
    if (state === "overdue") return t(alerted ? "timer.overdue" : "timer.overdue.open");
    if (state === "prompted") return t("timer.prompted");
    if (mode === "until-stopped") return t("timer.watching");
    return t(mode === "eta" ? "timer.home-by" : "timer.check-in-by", { time: formats.time(dueMs) });
  };
  const words = text();
  const end = async (proof: { readonly code?: string }) => {
    const result = await port.command("endTimer", { id: timer.id, ...proof });
    if (result.ok) tell(store, "go", t(hidden ? "timer.ended.hidden" : "timer.ended"));
    return result;
  };
  const signOfLife = () => act("extendTimer", { id: timer.id, dueMs: now + (timer.intervalMs ?? MORE_MS) });
  return (
    <Card>
      <div className={css.timer}>
        <CountdownRing left={leftMs / Math.max(1, urgent ? graceMs : dueMs - armedMs)} tone={tone}>
          <b>{clockOf(leftMs)}</b>
          <span>{t("timer.until", { time: urgent ? alertTime : formats.time(dueMs) })}</span>
        </CountdownRing>
        <div className={css.words}>
          <h2 className={css.title}>{title()}</h2>
          {words === undefined ? null : (
            <p className={css.text} role={urgent ? "alert" : undefined}>
              {words}
            </p>
          )}
          {state === "overdue" ? null : <Protection timer={timer} arming={now - armedMs < ARMING_MS} />}
          {hidden ? <p className={css.hidden}>{t("timer.hidden")}</p> : null}
          <ul className={css.holds}>
            <HoldLine hold={timer.homeserver} where="homeserver" />
            <HoldLine hold={timer.bridge} where="bridge" />
            <FixLine fix={timer.fix} />
          </ul>
          <div className={css.actions}>
            {answers ? (
              <Button look="primary" size="l" onPress={() => void signOfLife()}>
                {t("timer.well")}
              </Button>
            ) : (
              <Button look="primary" size="l" onPress={() => setEnding(true)}>
                {t(END[state === "overdue" ? "overdue" : mode])}
              </Button>
            )}
            {state === "overdue" || mode !== "eta" ? null : (
              <Button
                size="l"
                icon={<Plus />}
                onPress={() => void act("extendTimer", { id: timer.id, dueMs: Math.max(dueMs, now) + MORE_MS })}
              >
                {t("timer.minutes", { count: 30 })}
              </Button>
            )}
            {answers ? (
              <Button look="quiet" size="l" onPress={() => setEnding(true)}>
                {t("timer.end")}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      {ending ? (
        <CodeDialog
          title={t("timer.end.title")}
          text={t(hidden ? "timer.end.text.hidden" : "timer.end.text")}
          action={t(END[state === "overdue" ? "overdue" : mode])}
          onConfirm={end}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </Card>
  );
}

/** What both confirmations together amount to, never more than was confirmed. `arming`: the answers may be on their way. */
function Protection({ timer, arming }: { readonly timer: TimerRow; readonly arming: boolean }) {
  const { t, formats } = useWords();
  const { protection, homeserver, bridge } = timer;
  const asking = homeserver.is === "asking" || bridge.is === "asking";
  if (protection.is === "none" && asking && arming)
    return (
      <Pill tone="plain" icon={<ShieldQuestion aria-hidden="true" />}>
        {t("timer.arming")}
      </Pill>
    );
  if (protection.is === "none")
    return (
      <>
        <Pill tone="danger" icon={<ShieldAlert aria-hidden="true" />}>
          {t("timer.none")}
        </Pill>
        <p className={css.warning}>{t("timer.none.text")}</p>
      </>
    );
  const full = protection.is === "full";
  return (
    <Pill
      tone={full ? "go" : "wait"}
      icon={full ? <ShieldCheck aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
    >
      {t(full ? "timer.protected" : "timer.half", { time: formats.time(protection.untilMs) })}
    </Pill>
  );
}
