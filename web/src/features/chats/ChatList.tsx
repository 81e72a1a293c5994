import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { MessagesSquare } from "lucide-react";
import { useRef } from "react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./ChatList.module.css";
import { ChatListHead } from "./ChatListHead.tsx";
import { RoomLine } from "./RoomLine.tsx";
import { useChatFilter } from "./use-chat-filter.ts";

/** Height of a line, px; the same number stands in `RoomLine.module.css`. */
const LINE = 62;

/** All conversations, newest first; a thousand cost as much as ten. */
export function ChatList() {
  const { t } = useWords();
  const now = useNow();
  const list = useList("rooms", {});
  const rooms = list.is === "here" ? list.rows : [];
  const { filter, setFilter, words, setWords, shown, clear } = useChatFilter(rooms);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 8,
    getItemKey: (index) => shown[index]?.id ?? index,
  });
  return (
    <section className={css.list} aria-label={t("chats.title")}>
      <ChatListHead filter={filter} onFilter={setFilter} words={words} onWords={setWords} />
      <div className={css.scroll} ref={scroller} onKeyDown={moveByArrows} role="presentation">
        {list.is === "waiting" || (rooms.length === 0 && !list.meta.complete) ? <Skeleton rows={7} /> : null}
        {list.is === "here" && rooms.length === 0 && list.meta.complete ? (
          <EmptyState
            icon={<MessagesSquare />}
            title={t("chats.none.title")}
            action={
              <Link to="/chats/new" className={link.primary}>
                {t("chats.new")}
              </Link>
            }
          >
            {t("chats.none.text")}
          </EmptyState>
        ) : null}
        {rooms.length > 0 && shown.length === 0 ? (
          <EmptyState
            title={t("chats.filtered.title")}
            action={<Button onPress={clear}>{t("chats.filtered.all")}</Button>}
          >
            {t("chats.filtered.text")}
          </EmptyState>
        ) : null}
        <ul className={css.rows} style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const room = shown[item.index];
            return room === undefined ? null : (
              <li key={item.key} className={css.row} style={{ transform: `translateY(${item.start}px)` }}>
                <RoomLine room={room} now={now} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
