import type { AlertRow } from "@paceline/protocol/port";
import { Link, useParams } from "@tanstack/react-router";
import { BellOff, FileDown, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { useHost } from "../../app/host.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { useAccount } from "../../app/use-session.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useEngine, useList } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { AlertMap } from "./AlertMap.tsx";
import { AlertPosition } from "./AlertPosition.tsx";
import { alertTitle, isOver, isUnderWay, useAlertState } from "./alert-words.ts";
import { CodeDialog } from "./CodeDialog.tsx";
import css from "./AlertPage.module.css";
import { useMuted } from "./use-muted.ts";

/** One alert with everything known about it. */
export function AlertPage() {
  const { t } = useWords();
  const { alertId } = useParams({ from: "/later/safety/alerts/$alertId" });
  const list = useList("alerts", {});
  const alert = list.is === "here" ? list.rows.find(({ id }) => id === alertId) : undefined;
  if (alert !== undefined) return <Alert alert={alert} />;
  return (
    <Page title={t("alerts.title")} back="/safety" narrow>
      {list.is === "waiting" ? <Skeleton rows={4} /> : <EmptyState title={t("alert.gone")} />}
    </Page>
  );
}

function Alert({ alert }: { readonly alert: AlertRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  const account = useAccount();
  const host = useHost();
  const { port } = useEngine();
  const store = useSessionStore();
  const now = useNow();
  const state = useAlertState(alert);
  const { isMuted, mute } = useMuted();
  const [cancelling, setCancelling] = useState(false);
  const { athlete, status, mine, mineAck, acks, nextTierMs, fix } = alert;
  const over = isOver(alert);
  const open = !over && !isUnderWay(alert);
  const myAck = acks.find(({ person }) => mineAck && person.userId === account.userId);
  // The page says how far the all-clear has come.
  const cancel = (proof: { readonly code?: string }) => port.command("cancelAlert", { alertId: alert.id, ...proof });
  const save = async () => {
    const file = await act("exportAlert", { alertId: alert.id });
    if (file.ok && (await host.saveText(file.value.name, file.value.xml))) tell(store, "plain", t("common.saved"));
  };
  return (
    <Page
      title={t(alertTitle(alert), { name: athlete.name })}
      subtitle={formats.exact(alert.sentMs)}
      back="/safety"
      narrow
      actions={status === "Actual" ? null : <Pill>{t(status === "Test" ? "alert.test.pill" : "alert.exercise")}</Pill>}
    >
      <div className={css.cards}>
        <Card>
          <div className={css.facts}>
            <p className={css.state} data-over={over || undefined}>
              {state}
            </p>
            {alert.description === undefined ? null : <p>{alert.description}</p>}
            {alert.cause === "test" ? null : <AlertPosition alert={alert} />}
            <div className={css.actions}>
              {mine && open && alert.cause !== "test" ? (
                <Button look="primary" onPress={() => setCancelling(true)}>
                  {t("alert.cancel")}
                </Button>
              ) : null}
              {!mine && !mineAck && open ? (
                <Button look="primary" onPress={() => void act("acknowledgeAlert", { alertId: alert.id })}>
                  {t(alert.cause === "test" ? "alert.ack.test" : "alert.ack")}
                </Button>
              ) : null}
              <Link to="/chats/$roomId" params={{ roomId: alert.roomId }} className={link.button}>
                <MessageSquare aria-hidden="true" />
                {t("alert.call")}
              </Link>
              <Button icon={<FileDown />} onPress={() => void save()}>
                {t("alert.export")}
              </Button>
              {alert.ring === "no" || isMuted(alert) ? null : (
                <Button look="quiet" icon={<BellOff />} onPress={() => mute([alert])}>
                  {t("alert.mute")}
                </Button>
              )}
            </div>
            {myAck === undefined ? null : (
              <p className={css.small}>{t("alert.acked", { time: formats.time(myAck.tsMs) })}</p>
            )}
            {fix === undefined ? null : <AlertMap alert={alert} fix={fix} />}
          </div>
        </Card>
        {mine || alert.instruction === undefined ? null : (
          <Card title={t("alert.todo")}>
            <p className={css.todo}>{alert.instruction}</p>
            <p className={css.small}>{t("safety.honest")}</p>
          </Card>
        )}
        <Card title={t("alert.acks")}>
          {acks.length === 0 ? <p className={css.small}>{t("alert.acks.none")}</p> : null}
          <ul className={css.acks}>
            {acks.map(({ person, tsMs }) => (
              <li key={person.userId}>{t("alert.answered", { name: person.name, time: formats.stamp(tsMs, now) })}</li>
            ))}
          </ul>
          {nextTierMs === undefined || over ? null : (
            <p className={css.small}>{t("alert.acks.next", { time: formats.time(nextTierMs) })}</p>
          )}
        </Card>
      </div>
      {cancelling ? (
        <CodeDialog
          title={t("alert.cancel.title")}
          text={t("alert.cancel.text")}
          action={t("alert.cancel")}
          onConfirm={cancel}
          onClose={() => setCancelling(false)}
        />
      ) : null}
    </Page>
  );
}
