import type { HazardRow, MeetupRow, ShareRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { MapPin, TriangleAlert } from "lucide-react";
import { useNow } from "../../app/clock.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import link from "../../design/link.module.css";
import { distanceM, type Spot } from "../../map/geo.ts";
import { useWords } from "../../words/use-words.tsx";
import { HazardMenu } from "../hazards/HazardMenu.tsx";
import { Line } from "./Line.tsx";
import css from "./MapList.module.css";
import { placeOf } from "./on-map.ts";
import { PeopleList } from "./PeopleList.tsx";
import type { Choosing } from "./use-choosing.ts";

type MapListProps = {
  readonly shares: readonly ShareRow[];
  /** Those with a place on the map. */
  readonly meetups: readonly MeetupRow[];
  readonly hazards: readonly HazardRow[];
  readonly me: Spot | undefined;
  readonly choosing: Choosing;
};

/** The map in words, for keyboard and screen reader and for everybody. */
export function MapList({ shares, meetups, hazards, me, choosing }: MapListProps) {
  const { t } = useWords();
  return (
    <div className={css.list} onKeyDown={moveByArrows} role="presentation">
      {hazards.length === 0 ? null : (
        <section className={css.part} aria-label={t("map.hazards")}>
          <h2>{t("map.hazards")}</h2>
          <ul className={css.lines}>
            {hazards.map((hazard) => (
              <HazardLine key={hazard.id} hazard={hazard} me={me} choosing={choosing} />
            ))}
          </ul>
        </section>
      )}
      <section className={css.part} aria-label={t("map.people")}>
        <h2>{t("map.people")}</h2>
        {shares.length === 0 ? <p className={css.none}>{t("map.people.none")}</p> : null}
        <PeopleList shares={shares} me={me} choosing={choosing} />
      </section>
      <section className={css.part} aria-label={t("map.places")}>
        <h2>{t("map.places")}</h2>
        {meetups.length === 0 ? <p className={css.none}>{t("map.places.none")}</p> : null}
        <ul className={css.lines}>
          {meetups.map((meetup) => (
            <PlaceLine key={meetup.id} meetup={meetup} me={me} choosing={choosing} />
          ))}
        </ul>
      </section>
    </div>
  );
}

type PartProps = { readonly me: Spot | undefined; readonly choosing: Choosing };

function useAway(): (me: Spot | undefined, spot: Spot | undefined) => readonly string[] {
  const { t, formats } = useWords();
  return (me, spot) =>
    me === undefined || spot === undefined ? [] : [t("map.away", { distance: formats.distance(distanceM(me, spot)) })];
}

function HazardLine({ hazard, me, choosing }: PartProps & { readonly hazard: HazardRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const away = useAway();
  const { kind, headline, radius_m: radius, expiresMs, reporter, roomId } = hazard;
  const until = t("map.hazard.until", { time: formats.stamp(expiresMs, now), name: reporter.name });
  const size = radius < 1_000 ? formats.height(radius) : formats.distance(radius);
  const where = [t("map.hazard.radius", { radius: size }), ...away(me, hazard)].join(" · ");
  return (
    <Line
      icon={<TriangleAlert aria-hidden="true" />}
      tone="wait"
      name={headline}
      details={[`${t(`hazard.${kind}`)} · ${until}`, where]}
      chosen={choosing.chosen === hazard.id}
      onChoose={() => choosing.choose(hazard.id)}
      actions={
        <>
          <Link to="/chats/$roomId" params={{ roomId }} className={link.text}>
            {t("map.open-chat")}
          </Link>
          <HazardMenu hazard={hazard} />
        </>
      }
    />
  );
}

function PlaceLine({ meetup, me, choosing }: PartProps & { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const away = useAway();
  const { block, startMs, id } = meetup;
  const { timeZone } = block.start;
  const when = `${formats.dayName(startMs, now, timeZone)}, ${formats.timeIn(startMs, timeZone)}`;
  return (
    <Line
      icon={<MapPin aria-hidden="true" />}
      name={block.title}
      details={[when, [block.place?.name ?? "", ...away(me, placeOf(meetup))].join(" · ")]}
      chosen={choosing.chosen === id}
      onChoose={() => choosing.choose(id)}
      actions={
        <Link to="/meetups/$cardId" params={{ cardId: id }} className={link.text}>
          {t("map.open-meetup")}
        </Link>
      }
    />
  );
}
