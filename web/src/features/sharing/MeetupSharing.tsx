import type { MeetupRow } from "@paceline/protocol/port";
import { useMemo } from "react";
import { useNow } from "../../app/clock.tsx";
import { useWhereabouts } from "../../app/whereabouts.ts";
import { useRows } from "../../engine/engine.tsx";
import { distanceM } from "../../map/geo.ts";
import { MapView } from "../../map/MapView.tsx";
import { useWords } from "../../words/use-words.tsx";
import { LiveMap } from "../map/LiveMap.tsx";
import live from "../map/LiveMap.module.css";
import { contentOf, placeOf } from "../map/on-map.ts";
import { MyShare } from "./MyShare.tsx";
import css from "./RoomSharing.module.css";
import { ShareButton } from "./ShareButton.tsx";

/** Sharing is offered from so long before the start. */
const EARLY_MS = 3 * 3_600_000;
/** A meetup without an end is assumed to be over after this. */
const ASSUMED_MS = 6 * 3_600_000;

/** Where a meetup begins, and while it is under way who is where. */
export function MeetupSharing({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const rows = useRows("shares", {});
  const rooms = useRows("rooms", {});
  const { whereabouts } = useWhereabouts();
  const { id, roomId, startMs, endMs, block } = meetup;
  const shares = useMemo(() => rows.filter((row) => row.live && row.meetup === id), [rows, id]);
  const place = placeOf(meetup);
  const cards = useMemo(() => [meetup], [meetup]);
  const still = useMemo(() => contentOf([], cards, [], { is: "unasked" }), [cards]);
  const me = whereabouts.is === "known" ? whereabouts.fix : rows.find(({ mine, last }) => mine && last)?.last;
  const mine = shares.find((share) => share.mine);
  const room = rooms.find((one) => one.id === roomId);
  const underWay = now > startMs - EARLY_MS && now < (endMs ?? startMs + ASSUMED_MS) && block.status !== "cancelled";
  const mayShare = mine === undefined && room?.may.share === true && underWay;
  if (shares.length === 0 && place === undefined && !mayShare) return null;
  return (
    <section className={css.part} aria-label={t("map.live")}>
      {shares.length > 0 ? (
        <>
          <h2 className={css.title}>{t("sharing.riders", { count: shares.length })}</h2>
          <LiveMap shares={shares} meetups={cards} />
        </>
      ) : place === undefined ? null : (
        <figure className={live.live}>
          <div className={live.map} data-small>
            <MapView label={t("map.label.still")} content={still} still />
          </div>
          {me === undefined ? null : (
            <figcaption className={css.title}>
              {t("map.away", { distance: formats.distance(distanceM(me, place)) })}
            </figcaption>
          )}
        </figure>
      )}
      {mine === undefined ? null : <MyShare share={mine} />}
      {mayShare && room !== undefined ? (
        <ShareButton
          room={{ id: roomId, name: room.name, encrypted: room.encrypted, direct: false }}
          ride={{ startMs, endMs }}
          look="words"
        />
      ) : null}
    </section>
  );
}
