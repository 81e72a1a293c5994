import type { ClubRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { AvatarStack } from "../../design/components/Avatar.tsx";
import { Card } from "../../design/components/Card.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./PeopleCard.module.css";

const SHOWN = 8;

/** A few faces of the club and the way to everybody. */
export function PeopleCard({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const people = useRows("members", { roomId: club.id }).filter(
    (member) => member.membership === "join" && !member.bot,
  );
  return (
    <Card
      title={t("club.people")}
      action={
        <Link to="/club/$clubId/people" params={{ clubId: club.id }} className={link.text}>
          {t("club.people.all")}
        </Link>
      }
    >
      <p className={css.faces}>
        <AvatarStack
          people={people.map((member) => ({ id: member.id, name: member.name, mxc: member.avatar }))}
          size={34}
          most={SHOWN}
        />
        <span>{t("clubs.members", { count: club.memberCount })}</span>
      </p>
    </Card>
  );
}
