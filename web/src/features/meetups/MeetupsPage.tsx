import type { MeetupRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { CalendarDays, Plus } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { FilterChips } from "../../design/components/FilterChips.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import link from "../../design/link.module.css";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { isOver } from "./coming-up.ts";
import { MeetupLines } from "./MeetupLines.tsx";
import css from "./MeetupsPage.module.css";

/** The agenda of all clubs: what comes, month by month, and what was. */
export function MeetupsPage() {
  const { t, formats } = useWords();
  const now = useNow();
  const [when, setWhen] = useState<"upcoming" | "past">("upcoming");
  const list = useList("meetups", {});
  const rows = list.is === "here" ? list.rows.filter((row) => isOver(row, now) === (when === "past")) : [];
  const sorted = rows.toSorted((a, b) => (when === "past" ? b.startMs - a.startMs : a.startMs - b.startMs));
  const months = Map.groupBy(sorted, (row: MeetupRow) => formats.month(row.startMs, row.block.start.timeZone));
  return (
    <Page
      title={t("meetups.title")}
      actions={
        <Link to="/meetups/new" className={link.primary}>
          <Plus aria-hidden="true" />
          {t("meetups.new")}
        </Link>
      }
    >
      <div className={css.filter}>
        <FilterChips
          label={t("meetups.filter")}
          value={when}
          onChange={setWhen}
          chips={[
            { value: "upcoming", label: t("meetups.upcoming") },
            { value: "past", label: t("meetups.past") },
          ]}
        />
      </div>
      {list.is === "waiting" ? <Skeleton rows={4} shape="card" /> : null}
      {list.is === "here" && rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={<CalendarDays />}
            title={t("meetups.none.title")}
            action={
              when === "upcoming" ? (
                <Link to="/meetups/new" className={link.primary}>
                  {t("meetups.new")}
                </Link>
              ) : null
            }
          >
            {t(when === "upcoming" ? "meetups.none.text" : "meetups.past.none")}
          </EmptyState>
        </Card>
      ) : null}
      <div className={css.months} onKeyDown={moveByArrows} role="presentation">
        {[...months].map(([month, meetups]) => (
          <Card key={month} title={month}>
            <MeetupLines meetups={meetups} />
          </Card>
        ))}
      </div>
    </Page>
  );
}
