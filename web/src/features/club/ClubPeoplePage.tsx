import type { ClubRow } from "@paceline/protocol/port";
import { useParams } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { SearchBox } from "../../design/components/SearchBox.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { InviteDialog } from "../people/InviteDialog.tsx";
import { ClubMissing } from "./ClubMissing.tsx";
import css from "./ClubPeoplePage.module.css";
import { ClubPerson } from "./ClubPerson.tsx";
import { ClubRequests } from "./ClubRequests.tsx";
import { useClub } from "./use-club.ts";

/** Everybody in a club: who asks, who may do what, who let whom in. */
export function ClubPeoplePage() {
  const { clubId } = useParams({ from: "/club/$clubId/people" });
  const club = useClub(clubId);
  if (club === "waiting") return <Skeleton rows={6} />;
  return club === "none" ? <ClubMissing clubId={clubId} /> : <People club={club} />;
}

function People({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const list = useList("members", { roomId: club.id });
  const [words, setWords] = useState("");
  const [inviting, setInviting] = useState(false);
  const wanted = words.trim().toLocaleLowerCase();
  const members = (list.is === "here" ? list.rows : []).filter(
    (member) =>
      member.membership !== "knock" &&
      (wanted === "" || member.name.toLocaleLowerCase().includes(wanted) || member.id.includes(wanted)),
  );
  const owners = (list.is === "here" ? list.rows : []).filter((member) => member.role === "owner" && !member.bot);
  return (
    <Page
      title={t("club.people")}
      subtitle={`${club.name} · ${t("clubs.members", { count: club.memberCount })}`}
      narrow
      back={`/club/${encodeURIComponent(club.id)}`}
      actions={
        club.may.invite ? (
          <Button look="primary" icon={<UserPlus />} onPress={() => setInviting(true)}>
            {t("club.invite")}
          </Button>
        ) : null
      }
    >
      <div className={css.column}>
        <ClubRequests club={club} />
        <Card>
          <SearchBox label={t("club.search")} value={words} onChange={setWords} />
          {list.is === "waiting" ? <Skeleton rows={6} /> : null}
          <ul className={css.list}>
            {members.map((member) => (
              <li key={member.id}>
                <ClubPerson member={member} club={club} lastOwner={owners.length === 1} />
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <InviteDialog club roomId={club.id} name={club.name} open={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}
