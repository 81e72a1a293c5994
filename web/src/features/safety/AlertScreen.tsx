import type { AlertRow } from "@paceline/protocol/port";
import { Link, useRouterState } from "@tanstack/react-router";
import { BellOff, BellRing, ShieldCheck, Siren } from "lucide-react";
import { useEffect } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useNow } from "../../app/clock.tsx";
import { useHost } from "../../app/host.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { AlertPosition } from "./AlertPosition.tsx";
import css from "./AlertScreen.module.css";
import { alertTitle } from "./alert-words.ts";
import { useAlarm } from "./use-alarm.ts";
import { useMuted } from "./use-muted.ts";

type AlertScreenProps = {
  /** Those that ring, newest first; the oldest is shown first. */
  readonly alerts: readonly AlertRow[];
  /** Whether their own pages can be gone to. */
  readonly pages: boolean;
};

/** Stands over everything and sounds until it is answered; only an alert's own page, where one can answer too, stands free. */
export function AlertScreen({ alerts, pages }: AlertScreenProps) {
  const { t, formats } = useWords();
  const act = useAct();
  const host = useHost();
  const now = useNow();
  const store = useSessionStore();
  const { isMuted, mute } = useMuted();
  const opened = useOpened();
  const alert = alerts.findLast(({ id }) => !pages || id !== opened);
  const loud = alerts.some((one) => !isMuted(one));
  const sound = useAlarm(loud);
  const title =
    alert === undefined
      ? ""
      : t(alert.ring === "all-clear" ? "alert.clear" : alertTitle(alert), { name: alert.athlete.name });
  // Once nothing rings any more, what rings next is heard, whatever it is.
  useEffect(() => () => store.setState({ mutedAlerts: [] }), [store]);
  const noticed = alert?.id;
  useEffect(() => {
    if (noticed !== undefined && document.hidden)
      void host.notify({ title, body: "", path: `/safety/alerts/${encodeURIComponent(noticed)}` });
  }, [host, noticed, title]);
  if (alert === undefined) return null;
  const exercise = alert.status !== "Actual";
  const clear = alert.ring === "all-clear";
  return (
    <ModalOverlay className={css.scrim ?? ""} isOpen isKeyboardDismissDisabled>
      <Modal className={css.modal ?? ""}>
        <AriaDialog role="alertdialog" className={css.dialog ?? ""}>
          <header className={css.head} data-kind={clear ? "clear" : exercise ? "exercise" : "alert"}>
            {clear ? <ShieldCheck aria-hidden="true" /> : <Siren aria-hidden="true" />}
            <Heading slot="title" className={css.title ?? ""}>
              {exercise ? (
                <span className={css.kind}>{t(alert.status === "Test" ? "alert.test.pill" : "alert.exercise")}</span>
              ) : null}
              {title}
            </Heading>
            <time dateTime={new Date(alert.sentMs).toISOString()}>
              {formats.relative(Math.min(alert.sentMs, now), now)}
            </time>
          </header>
          <div className={css.body}>
            {clear ? <p>{t("alert.clear.text")}</p> : <Trouble alert={alert} />}
            {alert.underWay === "failed" ? <p role="status">{t("alert.answering.failed")}</p> : null}
            {alerts.length > 1 ? <p className={css.honest}>{t("alert.more", { count: alerts.length - 1 })}</p> : null}
            {sound === "blocked" ? (
              <p className={css.honest} role="status">
                {t("alert.sound-blocked")}
              </p>
            ) : null}
          </div>
          <footer className={css.actions}>
            {clear ? (
              <Button
                look="primary"
                size="l"
                autoFocus
                onPress={() =>
                  void (alert.eventId === undefined ? undefined : act("hearAllClear", { alertId: alert.id }))
                }
              >
                {t("alert.clear.heard")}
              </Button>
            ) : (
              <Button
                look="primary"
                size="l"
                icon={<BellRing />}
                autoFocus
                onPress={() => void act("acknowledgeAlert", { alertId: alert.id })}
              >
                {t("alert.ack")}
              </Button>
            )}
            {pages ? (
              <Link className={css.link} to="/safety/alerts/$alertId" params={{ alertId: alert.id }}>
                {t("alert.details")}
              </Link>
            ) : null}
            {loud ? (
              <Button look="quiet" size="l" icon={<BellOff />} onPress={() => mute(alerts)}>
                {t("alert.mute")}
              </Button>
            ) : null}
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The alert whose own page is open. */
const useOpened = (): string | undefined =>
  useRouterState({
    select: ({ matches }) => matches.flatMap(({ params }) => ("alertId" in params ? [params.alertId] : [])).at(-1),
  });

/** What is known of it, and what to do. */
function Trouble({ alert }: { readonly alert: AlertRow }) {
  const { t } = useWords();
  return (
    <>
      {alert.description === undefined ? null : <p>{alert.description}</p>}
      <AlertPosition alert={alert} />
      {alert.instruction === undefined ? null : (
        <section className={css.todo} aria-label={t("alert.todo")}>
          <h3>{t("alert.todo")}</h3>
          <p>{alert.instruction}</p>
        </section>
      )}
      <p className={css.honest}>{t("safety.honest")}</p>
    </>
  );
}
