import type { RoomRow } from "@paceline/protocol/port";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { MessageActs } from "./entry.ts";
import { OlderEdge } from "./OlderEdge.tsx";
import css from "./Timeline.module.css";
import { TimelineRows } from "./TimelineRows.tsx";
import { useArrivals } from "./use-arrivals.ts";

/** Everything said in a room, newest at the bottom. */
export function Timeline({ room, acts }: { readonly room: RoomRow; readonly acts: MessageActs }) {
  const { t } = useWords();
  const list = useList("timeline", { roomId: room.id });
  useArrivals(list.is === "here" ? list.rows : []);
  if (list.is === "waiting")
    return (
      <div className={css.frame}>
        <Skeleton rows={6} />
      </div>
    );
  if (list.rows.length > 0) return <TimelineRows room={room} rows={list.rows} meta={list.meta} acts={acts} />;
  return (
    <div className={css.frame}>
      <OlderEdge room={room} older={list.meta.older} />
      {list.meta.older === "start" ? (
        <EmptyState title={t("room.empty.title")}>{t("room.empty.text")}</EmptyState>
      ) : null}
    </div>
  );
}
