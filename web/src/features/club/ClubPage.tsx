import type { ClubRow } from "@paceline/protocol/port";
import { Link, useParams } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { Suspense } from "react";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Columns } from "../../design/components/Columns.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { comingUp } from "../meetups/coming-up.ts";
import { MeetupLines } from "../meetups/MeetupLines.tsx";
import { Announcements } from "./Announcements.tsx";
import { Channels } from "./Channels.tsx";
import { ClubHeader } from "./ClubHeader.tsx";
import { ClubMissing } from "./ClubMissing.tsx";
import css from "./ClubPage.module.css";
import { ClubRequests } from "./ClubRequests.tsx";
import { PeopleCard } from "./PeopleCard.tsx";
import { useClub } from "./use-club.ts";
import { whenShown } from "../../host/when-shown.ts";

const ClubMap = whenShown(async () => (await import("./ClubMap.tsx")).ClubMap);

const ClubHazards = whenShown(async () => (await import("../hazards/ClubHazards.tsx")).ClubHazards);

/** A club at a glance: what comes next, what was announced, where to talk, who is in, who asks. */
export function ClubPage() {
  const { clubId } = useParams({ from: "/club/$clubId" });
  const club = useClub(clubId);
  if (club === "waiting") return <Skeleton rows={4} shape="card" />;
  if (club === "none") return <ClubMissing clubId={clubId} />;
  return (
    <main className={css.page}>
      <div className={css.inner}>
        <ClubHeader club={club} />
        <Columns
          main={
            <>
              <NextMeetups club={club} />
              <Announcements club={club} />
            </>
          }
          side={
            <>
              <ClubRequests club={club} />
              <Suspense>
                <LaterWords>
                  <ClubMap clubId={club.id} />
                  <ClubHazards clubId={club.id} />
                </LaterWords>
              </Suspense>
              <Channels club={club} />
              <PeopleCard club={club} />
            </>
          }
        />
      </div>
    </main>
  );
}

const SHOWN = 5;

function NextMeetups({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const now = useNow();
  const meetups = comingUp(
    useRows("meetups", {}).filter((meetup) => meetup.clubId === club.id),
    now,
  );
  const place = club.channels.find((channel) => channel.kind === "meetups" && channel.joined);
  if (club.access === "other") return null;
  return (
    <Card
      title={t("club.next")}
      action={
        place === undefined ? null : (
          <Link to="/meetups/new" search={{ room: place.roomId }} className={link.text}>
            {t("meetups.new")}
          </Link>
        )
      }
    >
      {meetups.length === 0 ? (
        <p className={css.none}>
          <CalendarPlus aria-hidden="true" />
          {t("club.next.none")}
        </p>
      ) : (
        <MeetupLines meetups={meetups.slice(0, SHOWN)} club={false} />
      )}
    </Card>
  );
}
