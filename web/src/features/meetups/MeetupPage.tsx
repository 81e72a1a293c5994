import type { MeetupRow } from "@paceline/protocol/port";
import { Link, useParams } from "@tanstack/react-router";
import { CalendarDays, CalendarX2, Clock, Hourglass, MapPin, Route, UserRound } from "lucide-react";
import { Suspense } from "react";
import { useNow } from "../../app/clock.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { EncryptionPill } from "../../design/components/EncryptionPill.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useList } from "../../engine/engine.tsx";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { AnswerControl } from "./AnswerControl.tsx";
import { AnswerDetails } from "./AnswerDetails.tsx";
import { isOver } from "./coming-up.ts";
import { MeetupHeader } from "./MeetupHeader.tsx";
import css from "./MeetupPage.module.css";
import { PaceRoster } from "./PaceRoster.tsx";
import { PeopleLine } from "./PeopleLine.tsx";
import { Seats } from "./Seats.tsx";
import { whenShown } from "../../host/when-shown.ts";

const MeetupSharing = whenShown(async () => (await import("../sharing/MeetupSharing.tsx")).MeetupSharing);

/** One meetup: what it is on the left, who comes and my answer on the right. */
export function MeetupPage() {
  const { t } = useWords();
  const { cardId } = useParams({ from: "/meetups/$cardId" });
  const list = useList("meetups", {});
  if (list.is === "waiting") return <Skeleton rows={4} shape="lines" />;
  const meetup = list.rows.find((row) => row.id === cardId);
  if (meetup === undefined)
    return (
      <main>
        <EmptyState
          icon={<CalendarX2 />}
          title={t("meetup.missing.title")}
          action={
            <Link to="/meetups" className={link.button}>
              {t("home.calendar")}
            </Link>
          }
        >
          {t("meetup.missing.text")}
        </EmptyState>
      </main>
    );
  return (
    <main className={css.page}>
      <MeetupHeader meetup={meetup} />
      <div className={css.columns}>
        <Description meetup={meetup} />
        <Answers meetup={meetup} />
      </div>
    </main>
  );
}

function Description({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const { block, startMs, endMs } = meetup;
  const zone = block.start.timeZone;
  const time = formats.timeIn(startMs, zone);
  return (
    <section className={css.what}>
      <p className={css.pills}>
        <EncryptionPill encrypted={meetup.encrypted} />
        <Pill>{t(`sport.${block.sport}`)}</Pill>
        {block.status === "tentative" ? <Pill tone="wait">{t("meetup.tentative")}</Pill> : null}
        {meetup.changed && block.status !== "cancelled" ? <Pill tone="wait">{t("meetup.changed")}</Pill> : null}
        {isOver(meetup, now) ? <Pill>{t("meetup.past")}</Pill> : null}
      </p>
      <h1 className={css.title} data-cancelled={block.status === "cancelled" || undefined}>
        {block.title}
      </h1>
      {block.status === "cancelled" ? (
        <Banner tone="danger" inset icon={<CalendarX2 />}>
          {t("meetup.cancelled")}
        </Banner>
      ) : null}
      <ul className={css.facts}>
        <li className={css.strong}>
          <CalendarDays aria-hidden="true" />
          <time dateTime={block.start.utc}>{`${formats.dateLong(startMs, zone)}, ${time}`}</time>
          {endMs === undefined ? null : <span>{t("meetup.ends", { time: formats.timeIn(endMs, zone) })}</span>}
        </li>
        {formats.differs(startMs, zone) ? (
          <li>
            <Clock aria-hidden="true" />
            {t("meetup.your-time", { time: `${formats.dateShort(startMs)}, ${formats.time(startMs)}` })}
          </li>
        ) : null}
        {block.place === undefined ? null : (
          <li>
            <MapPin aria-hidden="true" />
            {block.place.name}
          </li>
        )}
        {block.distance_m === undefined && block.ascent_m === undefined ? null : (
          <li>
            <Route aria-hidden="true" />
            {[
              block.distance_m === undefined ? undefined : formats.distance(block.distance_m),
              block.ascent_m === undefined ? undefined : t("meetup.climb", { height: formats.height(block.ascent_m) }),
            ]
              .filter(Boolean)
              .join(", ")}
          </li>
        )}
        <li>
          <UserRound aria-hidden="true" />
          {t("meetup.by", { name: meetup.authorName })}
        </li>
      </ul>
      <Suspense>
        <LaterWords>
          <MeetupSharing meetup={meetup} />
        </LaterWords>
      </Suspense>
      {block.notes === undefined || block.notes === "" ? null : (
        <div className={css.notes}>
          <h2>{t("meetup.notes")}</h2>
          <p>{block.notes}</p>
        </div>
      )}
    </section>
  );
}

function Answers({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const { waitlist } = meetup;
  const waiting = waitlist.map((person) =>
    person.guests === 0 ? person.name : t("meetup.with-guests", { name: person.name, guests: person.guests }),
  );
  return (
    <section className={css.who} aria-label={t("meetup.roster")}>
      <AnswerControl meetup={meetup} />
      <AnswerDetails meetup={meetup} />
      <Seats meetup={meetup} />
      <PaceRoster meetup={meetup} />
      {waitlist.length === 0 ? null : (
        <Banner tone="wait" inset icon={<Hourglass />}>
          {t("meetup.waitlist", { count: waitlist.length, names: formats.list(waiting) })}
        </Banner>
      )}
      <PeopleLine title={t("meetup.maybe.title")} people={meetup.maybe} />
      <PeopleLine title={t("meetup.no.title")} people={meetup.no} />
      {meetup.order === "provisional" && meetup.block.capacity !== undefined ? (
        <p className={css.provisional}>{t("meetup.provisional")}</p>
      ) : null}
    </section>
  );
}
