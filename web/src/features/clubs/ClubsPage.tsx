import { Link, useSearch } from "@tanstack/react-router";
import { Plus, UsersRound } from "lucide-react";
import { Card } from "../../design/components/Card.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import link from "../../design/link.module.css";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./ClubsPage.module.css";
import { ClubLine } from "./ClubLine.tsx";
import { FindClub } from "./FindClub.tsx";

/** My clubs, and finding others: by name, or by a link that somebody gave me. */
export function ClubsPage() {
  const { t } = useWords();
  const { link: given } = useSearch({ from: "/clubs" });
  const list = useList("clubs", {});
  return (
    <Page
      title={t("clubs.title")}
      narrow
      actions={
        <Link to="/clubs/new" className={link.primary}>
          <Plus aria-hidden="true" />
          {t("clubs.make")}
        </Link>
      }
    >
      <div className={css.column}>
        <FindClub key={given} given={given} />
        {list.is === "waiting" ? <Skeleton rows={3} shape="card" /> : null}
        {list.is === "here" && list.rows.length === 0 ? (
          <Card>
            <EmptyState icon={<UsersRound />} title={t("clubs.empty.title")}>
              {t("clubs.empty.text")}
            </EmptyState>
          </Card>
        ) : null}
        {list.is === "here" && list.rows.length > 0 ? (
          <Card title={t("clubs.mine")}>
            <ul className={css.lines} onKeyDown={moveByArrows} role="presentation">
              {list.rows.map((club) => (
                <li key={club.id}>
                  <ClubLine club={club} />
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </Page>
  );
}
