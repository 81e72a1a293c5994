import type { ClubRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Badge } from "../../design/components/Badge.tsx";
import { TwoLines } from "../../design/components/TwoLines.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./ClubLine.module.css";

/** One of my clubs in a list. */
export function ClubLine({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  return (
    <Link to="/club/$clubId" params={{ clubId: club.id }} className={css.line}>
      <Avatar id={club.id} name={club.name} mxc={club.avatar} size={48} square />
      <TwoLines name={club.name}>
        {[t(`clubs.access.${club.access}`), t("clubs.members", { count: club.memberCount })].join(" · ")}
      </TwoLines>
      <Badge count={club.unread} quiet={club.mentions === 0} label={t("chats.unread", { count: club.unread })} />
      <ChevronRight aria-hidden="true" />
    </Link>
  );
}
