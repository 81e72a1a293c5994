import type { RoomId } from "@paceline/protocol";
import { Link } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import link from "../../design/link.module.css";
import { useWords } from "../../words/use-words.tsx";

/** A club one is not in: its id may still be a way to find it. */
export function ClubMissing({ clubId }: { readonly clubId: RoomId }) {
  const { t } = useWords();
  return (
    <main>
      <EmptyState
        icon={<UsersRound />}
        title={t("club.missing.title")}
        action={
          <Link to="/clubs" search={{ link: clubId }} className={link.primary}>
            {t("clubs.find")}
          </Link>
        }
      >
        {t("club.missing.text")}
      </EmptyState>
    </main>
  );
}
