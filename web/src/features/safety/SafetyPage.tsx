import { Lock } from "lucide-react";
import { Card } from "../../design/components/Card.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList, useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { AlertsCard } from "./AlertsCard.tsx";
import { CircleCard } from "./CircleCard.tsx";
import { LogCard } from "./LogCard.tsx";
import { OthersCard } from "./OthersCard.tsx";
import { SafetyCodeCard } from "./SafetyCodeCard.tsx";
import css from "./SafetyPage.module.css";
import { SharingCard } from "./SharingCard.tsx";
import { SosCard } from "./SosCard.tsx";
import { StartTimerCard } from "./StartTimerCard.tsx";
import { TimerCard } from "./TimerCard.tsx";
import { TrackersCard } from "./TrackersCard.tsx";
import { useContacts } from "./use-contacts.ts";
import { WaysOutCard } from "./WaysOutCard.tsx";
import { ZonesCard } from "./ZonesCard.tsx";

/** Who knows when I do not come home: my timer and circle, help at one press, and those I watch over. */
export function SafetyPage() {
  const { t } = useWords();
  const contacts = useContacts();
  const timers = useList("timer", {});
  const timer = timers.is === "here" ? timers.rows.find(({ state }) => state !== "ended") : undefined;
  const circles = useRows("circlesOfOthers", {});
  const alerts = useRows("alerts", {});
  return (
    <Page
      title={t("safety.title")}
      actions={
        <Pill tone="go" icon={<Lock aria-hidden="true" />}>
          {t("safety.private")}
        </Pill>
      }
    >
      <div className={css.columns}>
        <div className={css.sos}>
          <SosCard contacts={contacts} />
        </div>
        <div className={css.main}>
          {timers.is === "waiting" ? (
            <Card>
              <Skeleton rows={4} />
            </Card>
          ) : timer === undefined ? (
            <StartTimerCard contacts={contacts} />
          ) : (
            <TimerCard timer={timer} />
          )}
          {alerts.length === 0 ? null : <AlertsCard alerts={alerts} />}
          <CircleCard contacts={contacts} />
          {circles.length === 0 ? null : (
            <>
              <OthersCard circles={circles} />
              <WaysOutCard />
            </>
          )}
        </div>
        <div className={css.side}>
          <SharingCard />
          <ZonesCard />
          <TrackersCard />
          <SafetyCodeCard set={contacts.code} />
          <LogCard />
        </div>
      </div>
    </Page>
  );
}
