import type { MessageRow, RoomRow } from "@paceline/protocol/port";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { useList } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { OlderEdge } from "./OlderEdge.tsx";
import css from "./Timeline.module.css";
import { timelineItems } from "./timeline-items.ts";
import { TimelineEntry } from "./TimelineEntry.tsx";
import { useArrivals } from "./use-arrivals.ts";
import { useReadUpTo } from "./use-read-up-to.ts";

/** Rows left above the window when earlier ones are fetched. */
const AHEAD = 8;
/** Space above the first row for what is said about earlier messages, px. */
const EDGE = 88;

export type MessageActs = { readonly reply: (row: MessageRow) => void; readonly edit: (row: MessageRow) => void };

/** Everything said in a room, newest at the bottom. Only what is in sight is rendered; earlier messages come without a jump. */
export function Timeline({ room, acts }: { readonly room: RoomRow; readonly acts: MessageActs }) {
  "use no memo"; // the virtualizer changes inside while its reference stays
  const { t, formats } = useWords();
  const act = useAct();
  const list = useList("timeline", { roomId: room.id });
  const rows = list.is === "here" ? list.rows : [];
  const items = list.is === "here" ? timelineItems(rows, list.meta, (ts) => formats.dateLong(ts)) : [];
  const older = list.is === "here" ? list.meta.older : "loading";
  const scroller = useRef<HTMLDivElement>(null);
  const placed = useRef(false);
  const [active, setActive] = useState<string>();
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.row.id ?? index,
    estimateSize: () => 62,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: 80,
    overscan: 8,
    paddingStart: EDGE,
    paddingEnd: 12,
  });
  const atEnd = virtual.isAtEnd(80);
  const seen = virtual.getVirtualItems();
  const nearTop = seen.length > 0 && (seen[0]?.index ?? 0) < AHEAD;

  useLayoutEffect(() => {
    if (placed.current || items.length === 0) return;
    placed.current = true;
    const fresh = items.findIndex((item) => item.fresh);
    if (fresh === -1) virtual.scrollToEnd();
    else virtual.scrollToIndex(fresh, { align: "center" });
  });
  const wanted = older === "more" && nearTop;
  useEffect(() => {
    if (wanted) void act("loadOlder", { roomId: room.id });
    // One request per page: `older` turns to "loading" at once.
  }, [wanted, rows.length]); // eslint-disable-line react/exhaustive-deps
  useReadUpTo(room, rows, atEnd);
  useArrivals(rows);

  return (
    <div className={css.frame}>
      <div
        className={css.scroll}
        ref={scroller}
        role="log"
        aria-label={t("room.timeline")}
        aria-live="off"
        onKeyDown={moveByArrows}
        tabIndex={-1}
        onMouseLeave={() => setActive(undefined)}
      >
        {list.is === "waiting" ? <Skeleton rows={6} /> : null}
        {list.is === "here" ? (
          <div className={css.track} style={{ blockSize: virtual.getTotalSize() }}>
            <OlderEdge room={room} older={older} />
            <ol>
              {seen.map((seat) => {
                const item = items[seat.index];
                return item === undefined ? null : (
                  <li
                    key={seat.key}
                    ref={virtual.measureElement}
                    data-index={seat.index}
                    className={css.seat}
                    style={{ transform: `translateY(${seat.start}px)` }}
                  >
                    <TimelineEntry
                      item={item}
                      room={room}
                      acts={acts}
                      active={active === item.row.id}
                      onActive={() => setActive(item.row.id)}
                      tabStop={seat.index === items.length - 1}
                    />
                  </li>
                );
              })}
            </ol>
          </div>
        ) : null}
        {list.is === "here" && rows.length === 0 && older === "start" ? (
          <EmptyState title={t("room.empty.title")}>{t("room.empty.text")}</EmptyState>
        ) : null}
      </div>
      {atEnd || items.length === 0 ? null : (
        <div className={css.down}>
          <IconButton label={t("room.to-newest")} look="line" onPress={() => virtual.scrollToEnd()}>
            <ArrowDown />
          </IconButton>
        </div>
      )}
    </div>
  );
}
