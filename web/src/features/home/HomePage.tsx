import { Link } from "@tanstack/react-router";
import { CalendarDays, Plus } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { useAccount } from "../../app/use-session.ts";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Columns } from "../../design/components/Columns.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useList, useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { MeetupLines } from "../meetups/MeetupLines.tsx";
import { comingUp, nextOf } from "../meetups/coming-up.ts";
import css from "./HomePage.module.css";
import { NeedsYou } from "./NeedsYou.tsx";
import { NextMeetup } from "./NextMeetup.tsx";
import { OnTheRoad } from "./OnTheRoad.tsx";
import { UnreadChats } from "./UnreadChats.tsx";

const SHOWN = 4;

/** What is next, and who needs me. */
export function HomePage() {
  const { t, formats } = useWords();
  const account = useAccount();
  const now = useNow();
  const meetups = useList("meetups", {});
  const hour = formats.hour(now);
  const part = hour < 5 ? "home.night" : hour < 12 ? "home.morning" : hour < 18 ? "home.afternoon" : "home.evening";
  const ahead = meetups.is === "here" ? comingUp(meetups.rows, now) : [];
  const next = nextOf(ahead, now);
  const later = ahead.filter((meetup) => meetup !== next);
  return (
    <Page
      title={t(part, { name: account.displayName.split(" ")[0] ?? account.displayName })}
      subtitle={formats.dateLong(now)}
      actions={
        <>
          <Link to="/meetups/new" className={`${link.primary ?? ""} ${css.new ?? ""}`}>
            <Plus aria-hidden="true" />
            {t("home.new-meetup")}
          </Link>
          <Link to="/settings" className={css.me}>
            <Avatar id={account.userId} name={account.displayName} mxc={account.avatar} size={38} />
            <span className="hidden-visually">{t("nav.settings", { name: account.displayName })}</span>
          </Link>
        </>
      }
    >
      <Columns
        main={
          <>
            {meetups.is === "waiting" ? (
              <Skeleton rows={3} />
            ) : next === undefined ? (
              <NothingPlanned />
            ) : (
              <NextMeetup meetup={next} now={now} />
            )}
            {later.length === 0 ? null : (
              <Card
                title={t("home.upcoming")}
                action={
                  <Link to="/meetups" className={link.text}>
                    {t("home.calendar")}
                  </Link>
                }
              >
                <MeetupLines meetups={later.slice(0, SHOWN)} />
              </Card>
            )}
          </>
        }
        side={
          <>
            <OnTheRoad />
            <NeedsYou />
            <UnreadChats now={now} />
          </>
        }
      />
    </Page>
  );
}

function NothingPlanned() {
  const { t } = useWords();
  const clubs = useRows("clubs", {});
  return (
    <Card>
      <EmptyState
        icon={<CalendarDays />}
        title={t("home.empty.title")}
        action={
          clubs.length === 0 ? (
            <>
              <Link to="/clubs" className={link.primary}>
                {t("home.find-club")}
              </Link>
              <Link to="/clubs/new" className={link.button}>
                {t("home.make-club")}
              </Link>
            </>
          ) : (
            <Link to="/meetups/new" className={link.primary}>
              {t("home.new-meetup")}
            </Link>
          )
        }
      >
        {t(clubs.length === 0 ? "home.empty.text" : "home.empty.text.clubs")}
      </EmptyState>
    </Card>
  );
}
