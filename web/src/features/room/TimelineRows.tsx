import type { RoomRow, TimelineMeta, TimelineRow } from "@paceline/protocol/port";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import type { MessageActs } from "./entry.ts";
import { OlderEdge } from "./OlderEdge.tsx";
import css from "./Timeline.module.css";
import { timelineItems } from "./timeline-items.ts";
import { TimelineEntry } from "./TimelineEntry.tsx";
import { useReadUpTo } from "./use-read-up-to.ts";

/** Rows left above the window when earlier ones are fetched. */
const AHEAD = 8;
/** Space above the first row for what is said about earlier messages, px. */
const EDGE = 88;
/** Closer than this to the end, px, new messages are followed. */
const FOLLOW = 80;
/** A guess at the height of a row until it is measured, px. */
const ROW = 62;

type TimelineRowsProps = {
  readonly room: RoomRow;
  readonly rows: readonly TimelineRow[];
  readonly meta: TimelineMeta;
  readonly acts: MessageActs;
};

/** Only what is in sight is rendered; earlier messages come in above without a jump, new ones are followed at the end. */
export function TimelineRows({ room, rows, meta, acts }: TimelineRowsProps) {
  "use no memo"; // the virtualizer changes inside while its reference stays
  const { t, formats } = useWords();
  const act = useAct();
  const items = useMemo(() => timelineItems(rows, meta, formats.day), [rows, meta, formats]);
  const { send, redactOthers } = room.may;
  const entryRoom = useMemo(() => ({ id: room.id, may: { send, redactOthers } }), [room.id, send, redactOthers]);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.row.id ?? index,
    estimateSize: () => ROW,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: FOLLOW,
    overscan: 8,
    paddingStart: EDGE,
    paddingEnd: 12,
    // The first window is the end, not the beginning: nothing earlier is asked for by opening a room.
    initialOffset: () => EDGE + items.length * ROW,
  });
  const atEnd = virtual.isAtEnd(FOLLOW);
  const seen = virtual.getVirtualItems();
  const nearTop = (seen[0]?.index ?? items.length) < AHEAD;

  const place = useEffectEvent(() => {
    const fresh = items.findIndex((item) => item.fresh);
    if (fresh === -1) virtual.scrollToEnd();
    else virtual.scrollToIndex(fresh, { align: "center" });
  });
  useLayoutEffect(() => place(), []);

  const wanted = meta.older === "more" && nearTop;
  const loadOlder = useEffectEvent(() => void act("loadOlder", { roomId: room.id }));
  useEffect(() => {
    // Again after each page that came: `older` is "loading" in between.
    if (wanted && rows.length > 0) loadOlder();
  }, [wanted, rows.length]);
  const gap = seen.map(({ index }) => items[index]?.row).findLast((row) => row?.is === "gap");
  const open = gap?.is === "gap" && gap.state === "open" ? gap.id : undefined;
  const fillGap = useEffectEvent((gapId: string) => void act("fillGap", { roomId: room.id, gapId }));
  useEffect(() => {
    // What was fetched stands below the gap and moves it up: it goes on as long as the gap is near.
    if (open !== undefined) fillGap(open);
  }, [open, rows.length]);
  const newest = rows.at(-1);
  const written = newest?.is === "message" && newest.mine && newest.eventId === undefined ? newest.id : undefined;
  const showWritten = useEffectEvent(() => (virtual.isAtEnd(FOLLOW) ? undefined : virtual.scrollToEnd()));
  useEffect(() => {
    // Whoever writes while reading further up wants to see what they have written.
    if (written !== undefined) showWritten();
  }, [written]);
  useReadUpTo(room, rows, atEnd);

  return (
    <div className={css.frame}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys walk through its rows */}
      <div
        className={css.scroll}
        ref={scroller}
        role="log"
        aria-label={t("room.timeline")}
        aria-live="off"
        onKeyDown={moveByArrows}
        tabIndex={-1}
      >
        <div className={css.track} style={{ blockSize: virtual.getTotalSize() }}>
          <OlderEdge room={room} older={meta.older} />
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
                    {...item}
                    room={entryRoom}
                    acts={acts}
                    active={active === item.row.id}
                    onActive={setActive}
                    tabStop={seat.index === items.length - 1}
                  />
                </li>
              );
            })}
          </ol>
        </div>
      </div>
      {atEnd ? null : (
        <div className={css.down}>
          <IconButton label={t("room.to-newest")} look="line" onPress={() => virtual.scrollToEnd()}>
            <ArrowDown />
          </IconButton>
        </div>
      )}
    </div>
  );
}
