import { Map as MapIcon } from "lucide-react";
import { useMemo, useRef } from "react";
import { useNow } from "../../app/clock.tsx";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { useRows } from "../../engine/engine.tsx";
import { MapView } from "../../map/MapView.tsx";
import { useWords } from "../../words/use-words.tsx";
import { ReportHazardButton } from "../hazards/ReportHazardButton.tsx";
import { comingUp } from "../meetups/coming-up.ts";
import { MapList } from "./MapList.tsx";
import css from "./MapPage.module.css";
import { contentOf, placeOf } from "./on-map.ts";
import { useChoosing } from "./use-choosing.ts";
import { WhereaboutsNote } from "./WhereaboutsNote.tsx";

/** Meeting points further away than this many meetups are not worth a needle yet. */
const NEXT = 12;

/** Everything of my clubs that has a place: who is on the road, where the next meetups begin, what to be careful of. */
export function MapPage() {
  const { t } = useWords();
  const now = useNow();
  const side = useRef<HTMLElement>(null);
  const { whereabouts, locate } = useWhereabouts();
  const choosing = useChoosing();
  const rows = useRows("shares", {});
  const cards = useRows("meetups", {});
  const hazards = useRows("hazards", {});
  const shares = useMemo(() => rows.filter(({ live }) => live), [rows]);
  const meetups = useMemo(
    () =>
      comingUp(cards, now)
        .filter((card) => card.block.status !== "cancelled" && placeOf(card) !== undefined)
        .slice(0, NEXT),
    [cards, now],
  );
  const content = useMemo(
    () => contentOf(shares, meetups, hazards, whereabouts),
    [shares, meetups, hazards, whereabouts],
  );
  const me = content.me ?? content.people.find(({ mine }) => mine);
  const empty = shares.length + meetups.length + hazards.length === 0;
  return (
    <main className={css.page}>
      <section className={css.side} aria-label={t("map.list")} ref={side} tabIndex={-1}>
        <header className={css.head}>
          <h1 className={css.title}>{t("map.title")}</h1>
          <ReportHazardButton />
        </header>
        <div className={css.scroll}>
          <WhereaboutsNote />
          {empty ? (
            <EmptyState icon={<MapIcon />} title={t("map.empty.title")}>
              {t("map.empty.text")}
            </EmptyState>
          ) : (
            <MapList shares={shares} meetups={meetups} hazards={hazards} me={me} choosing={choosing} />
          )}
        </div>
      </section>
      <div className={css.map}>
        <MapView
          label={t("map.label")}
          content={content}
          chosen={choosing.chosen}
          onChoose={choosing.choose}
          following={choosing.following}
          onHand={choosing.leave}
          onLocate={locate}
          onEscape={() => (side.current?.querySelector<HTMLElement>("[data-row]") ?? side.current)?.focus()}
        />
      </div>
    </main>
  );
}
