import type { RoomId } from "@paceline/protocol";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import link from "../../design/link.module.css";
import { useRows } from "../../engine/engine.tsx";
import { MapView } from "../../map/MapView.tsx";
import { useWords } from "../../words/use-words.tsx";
import { comingUp } from "../meetups/coming-up.ts";
import { contentOf, placeOf } from "../map/on-map.ts";
import css from "./ClubMap.module.css";

const SHOWN = 5;

/** Where a club meets next and what to be careful of there; nothing while no meeting point is on the map. */
export function ClubMap({ clubId }: { readonly clubId: RoomId }) {
  const { t, formats } = useWords();
  const now = useNow();
  const hazards = useRows("hazards", {});
  const cards = useRows("meetups", {});
  const placed = useMemo(
    () =>
      comingUp(cards, now)
        .filter((card) => card.clubId === clubId && card.block.status !== "cancelled" && placeOf(card) !== undefined)
        .slice(0, SHOWN),
    [cards, now, clubId],
  );
  const content = useMemo(() => {
    const ours = hazards.filter((hazard) => hazard.clubId === clubId);
    return contentOf([], placed, ours, { is: "unasked" });
  }, [placed, hazards, clubId]);
  if (placed.length === 0) return null;
  return (
    <Card
      title={t("map.places")}
      action={
        <Link to="/map" className={link.text}>
          {t("map.open")}
        </Link>
      }
    >
      <div className={css.map}>
        <MapView label={t("map.label.still")} content={content} still />
      </div>
      <ul className={css.places}>
        {placed.map(({ id, block, startMs }) => (
          <li key={id}>
            <Link to="/meetups/$cardId" params={{ cardId: id }} className={css.place}>
              <span className={css.name}>{block.place?.name}</span>
              <span className={css.when}>{formats.dayName(startMs, now, block.start.timeZone)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
