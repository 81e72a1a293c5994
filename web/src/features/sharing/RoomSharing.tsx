import type { RoomRow } from "@paceline/protocol/port";
import { useMemo } from "react";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { HazardCard } from "../hazards/HazardCard.tsx";
import { LiveMap } from "../map/LiveMap.tsx";
import { Crowd } from "./Crowd.tsx";
import { LetShare } from "./LetShare.tsx";
import { MyShare } from "./MyShare.tsx";
import css from "./RoomSharing.module.css";
import { ShareButton } from "./ShareButton.tsx";

/** Who of a conversation is on the road now, and the way to join them. */
export function RoomSharing({ room }: { readonly room: RoomRow }) {
  const { t } = useWords();
  const rows = useRows("shares", {});
  const all = useRows("hazards", {});
  const shares = useMemo(() => rows.filter(({ live, roomId }) => live && roomId === room.id), [rows, room.id]);
  const hazards = useMemo(() => all.filter(({ roomId }) => roomId === room.id), [all, room.id]);
  const mine = shares.find((share) => share.mine);
  return (
    <section className={css.part} aria-label={t("map.live")}>
      {shares.length === 0 ? null : (
        <>
          <h3 className={css.title}>{t("sharing.riders", { count: shares.length })}</h3>
          <Crowd sharers={shares.length} />
          <LiveMap shares={shares} hazards={hazards} small />
          {hazards.map((hazard) => (
            <HazardCard key={hazard.id} hazard={hazard} />
          ))}
        </>
      )}
      {mine === undefined ? (
        room.may.share ? (
          <ShareButton
            room={{ id: room.id, name: room.name, encrypted: room.encrypted, direct: room.kind === "direct" }}
            look="words"
          />
        ) : null
      ) : (
        <MyShare share={mine} />
      )}
      <LetShare room={room} />
    </section>
  );
}
