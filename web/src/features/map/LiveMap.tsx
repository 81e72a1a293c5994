import type { HazardRow, MeetupRow, ShareRow } from "@paceline/protocol/port";
import { useMemo, useRef } from "react";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { MapView } from "../../map/MapView.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./LiveMap.module.css";
import { contentOf } from "./on-map.ts";
import { PeopleList } from "./PeopleList.tsx";
import { useChoosing } from "./use-choosing.ts";
import { moveByArrows } from "../../design/arrow-keys.ts";

type LiveMapProps = {
  readonly shares: readonly ShareRow[];
  readonly meetups?: readonly MeetupRow[];
  readonly hazards?: readonly HazardRow[];
  readonly small?: boolean;
};

const NONE: readonly never[] = [];

/** The riders of one room or meetup on a map, and beside it in words. */
export function LiveMap({ shares, meetups = NONE, hazards = NONE, small = false }: LiveMapProps) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const { whereabouts, locate } = useWhereabouts();
  const choosing = useChoosing();
  const content = useMemo(
    () => contentOf(shares, meetups, hazards, whereabouts),
    [shares, meetups, hazards, whereabouts],
  );
  const me = content.me ?? content.people.find(({ mine }) => mine);
  return (
    <div className={css.live}>
      <div className={css.map} data-small={small || undefined}>
        <MapView
          label={t("map.label")}
          content={content}
          chosen={choosing.chosen}
          onChoose={choosing.choose}
          following={choosing.following}
          onHand={choosing.leave}
          onLocate={locate}
          onEscape={() => list.current?.querySelector<HTMLElement>("[data-row]")?.focus()}
        />
      </div>
      <div className={css.people} ref={list} onKeyDown={moveByArrows} role="presentation">
        <PeopleList shares={shares} me={me} choosing={choosing} here />
      </div>
    </div>
  );
}
