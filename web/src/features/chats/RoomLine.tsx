import type { RoomRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { useShared } from "../../app/session-store.tsx";
import { Badge } from "../../design/components/Badge.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { usePreview } from "./preview-words.ts";
import { RoomFace } from "./RoomFace.tsx";
import css from "./RoomLine.module.css";

/** One conversation in a list: who, the last words, when, how much is unread. */
export function RoomLine({ room, now }: { readonly room: RoomRow; readonly now: number }) {
  const { t, formats } = useWords();
  const preview = usePreview();
  const draft = useShared((state) => state.drafts[room.id]);
  const club = useRows("clubs", {}).find((one) => one.id === room.clubId && !room.name.includes(one.name));
  const { last } = room;
  const words = (() => {
    if (draft !== undefined && draft !== "") return t("chats.draft", { text: draft });
    if (last === undefined) return "";
    const text = preview(last.preview);
    if (last.mine) return t("chats.you", { text });
    return room.kind === "direct"
      ? text
      : t("chats.from", { name: last.senderName.split(" ")[0] ?? last.senderName, text });
  })();
  return (
    <Link
      to="/chats/$roomId"
      params={{ roomId: room.id }}
      className={css.line}
      data-unread={room.unread > 0 || undefined}
    >
      <RoomFace room={room} size={44} />
      <span className={css.what}>
        <span className={css.row}>
          <span className={css.name}>
            {room.name}
            {club === undefined ? null : <span className={css.club}>{club.name}</span>}
          </span>
          {last === undefined ? null : <time className={css.time}>{formats.stamp(last.ts, now)}</time>}
        </span>
        <span className={css.row}>
          <span className={css.words}>{words}</span>
          <Badge
            count={room.unread}
            quiet={room.mentions === 0 && room.kind !== "direct"}
            label={
              room.mentions > 0
                ? t("chats.mentions", { count: room.mentions })
                : t("chats.unread", { count: room.unread })
            }
          />
        </span>
      </span>
    </Link>
  );
}
