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
import { isOver } from "../meetups/coming-up.ts";
import { Crowd, CrowdAhead } from "./Crowd.tsx";
import { MyShare } from "./MyShare.tsx";
import css from "./RoomSharing.module.css";
import { RideParts } from "./RideParts.tsx";
import { RideRoom } from "./RideRoom.tsx";
import { ShareButton } from "./ShareButton.tsx";

/** Sharing is offered from so long before the start. */
const EARLY_MS = 3 * 3_600_000;
/** A meetup without an end is assumed to be over after this. */
const ASSUMED_MS = 6 * 3_600_000;

/** Where a meetup begins, its own room, and while it is under way who is where. Positions go to that room; without one to the conversation of the card, if that is encrypted. */
export function MeetupSharing({ meetup }: { readonly meetup: MeetupRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const rows = useRows("shares", {});
  const rooms = useRows("rooms", {});
  const { whereabouts } = useWhereabouts();
  const { id, roomId, startMs, endMs, block } = meetup;
  const own = rooms.find((one) => one.id === meetup.room?.id);
  const talk = rooms.find((one) => one.id === roomId);
  const open = meetup.room === undefined && talk?.encrypted === true && talk.may.share ? talk : own;
  const place = placeOf(meetup);
  const cancelled = block.status === "cancelled";
  const underWay = now > startMs - EARLY_MS && now < (endMs ?? startMs + ASSUMED_MS) && !cancelled;
  const ahead = !isOver(meetup, now) && !cancelled;
  const shares = useMemo(
    () => rows.filter((row) => row.live && (row.meetup === id || (underWay && row.roomId === open?.id))),
    [rows, id, underWay, open?.id],
  );
  const cards = useMemo(() => [meetup], [meetup]);
  const still = useMemo(() => contentOf([], cards, [], { is: "unasked" }), [cards]);
  const me = whereabouts.is === "known" ? whereabouts.fix : rows.find(({ mine, last }) => mine && last)?.last;
  const mine = shares.find((share) => share.mine);
  const parted = (block.parts ?? []).length > 0;
  return (
    <section className={css.part} aria-label={t("map.live")}>
      {shares.length > 0 ? (
        <>
          <h2 className={css.title}>{t("sharing.riders", { count: shares.length })}</h2>
          <Crowd sharers={shares.length} />
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
      {mine === undefined && underWay && open?.may.share === true ? (
        <ShareButton
          room={{ id: open.id, name: open.name, encrypted: open.encrypted, direct: false }}
          ride={{ startMs, endMs, parted }}
          look="words"
        />
      ) : null}
      <RideRoom meetup={meetup} room={own} ahead={ahead} />
      {ahead && meetup.may.change ? <CrowdAhead going={meetup.going} /> : null}
      <RideParts meetup={meetup} ahead={ahead} />
    </section>
  );
}
