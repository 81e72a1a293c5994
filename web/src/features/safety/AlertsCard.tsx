import type { AlertRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useWords } from "../../words/use-words.tsx";
import { alertTitle, isOver, useAlertState } from "./alert-words.ts";
import css from "./AlertsCard.module.css";

/** At first, and more at each press. */
const SHOWN = 6;

/** Alerts of my circle and of those I belong to, open ones in red. */
export function AlertsCard({ alerts }: { readonly alerts: readonly AlertRow[] }) {
  const { t } = useWords();
  const [shown, setShown] = useState(SHOWN);
  const rest = alerts.length - shown;
  return (
    <Card title={t("alerts.title")}>
      <ul className={css.list}>
        {alerts.slice(0, shown).map((alert) => (
          <li key={alert.id}>
            <Line alert={alert} />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Button look="quiet" size="s" onPress={() => setShown(shown + 3 * SHOWN)}>
          {t("log.more", { count: Math.min(rest, 3 * SHOWN) })}
        </Button>
      ) : null}
    </Card>
  );
}

function Line({ alert }: { readonly alert: AlertRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const state = useAlertState(alert);
  const { athlete, status } = alert;
  const open = !isOver(alert) && status === "Actual";
  return (
    <Link
      to="/safety/alerts/$alertId"
      params={{ alertId: alert.id }}
      className={css.line}
      data-open={open || undefined}
    >
      <Avatar id={athlete.userId} name={athlete.name} mxc={athlete.avatar} size={40} />
      <span className={css.words}>
        <b>{t(alertTitle(alert), { name: athlete.name })}</b>
        <span>{state}</span>
      </span>
      {status === "Actual" ? null : <Pill>{t(status === "Test" ? "alert.test.pill" : "alert.exercise")}</Pill>}
      <time dateTime={new Date(alert.sentMs).toISOString()}>{formats.stamp(alert.sentMs, now)}</time>
    </Link>
  );
}
