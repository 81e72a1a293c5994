import type { RoomId } from "@paceline/protocol";
import { Card } from "../../design/components/Card.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./ClubHazards.module.css";
import { HazardCard } from "./HazardCard.tsx";

/** What to be careful of around a club; nothing while there is nothing. */
export function ClubHazards({ clubId }: { readonly clubId: RoomId }) {
  const { t } = useWords();
  const hazards = useRows("hazards", {}).filter((hazard) => hazard.clubId === clubId);
  if (hazards.length === 0) return null;
  return (
    <Card title={t("map.hazards")}>
      <ul className={css.list}>
        {hazards.map((hazard) => (
          <li key={hazard.id}>
            <HazardCard hazard={hazard} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
