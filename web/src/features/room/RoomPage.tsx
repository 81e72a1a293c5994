import { useParams } from "@tanstack/react-router";
import { useShared } from "../../app/session-store.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { useList } from "../../engine/engine.tsx";
import { Composer } from "./Composer.tsx";
import { NotInRoom } from "./NotInRoom.tsx";
import { RoomAside } from "./RoomAside.tsx";
import { RoomHeader } from "./RoomHeader.tsx";
import css from "./RoomPage.module.css";
import { Timeline } from "./Timeline.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { useComposer } from "./use-composer.ts";
import type { RoomRow } from "@paceline/protocol/port";

/** One conversation: who, what was said, where to write; beside it what it is about. */
export function RoomPage() {
  const { roomId } = useParams({ from: "/chats/$roomId" });
  const rooms = useList("rooms", {});
  const room = rooms.is === "here" ? rooms.rows.find((one) => one.id === roomId) : undefined;
  if (room !== undefined) return <OpenRoom key={room.id} room={room} />;
  if (rooms.is === "waiting" || !rooms.meta.complete) return <Skeleton rows={6} />;
  return <NotInRoom roomId={roomId} />;
}

function OpenRoom({ room }: { readonly room: RoomRow }) {
  const asideOpen = useShared((state) => state.asideOpen);
  const composer = useComposer(room);
  const { reply, edit, suggest } = composer;
  return (
    <div className={css.columns} data-aside={asideOpen || undefined}>
      <main className={css.room}>
        <RoomHeader room={room} />
        <Timeline room={room} acts={{ reply, edit, suggest }} />
        <div className={css.foot}>
          <TypingLine roomId={room.id} />
          <Composer room={room} composer={composer} />
        </div>
      </main>
      {asideOpen ? <RoomAside room={room} /> : null}
    </div>
  );
}
