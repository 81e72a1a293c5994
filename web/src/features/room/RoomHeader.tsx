import type { RoomRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, PanelRight } from "lucide-react";
import { Suspense } from "react";
import { useSessionStore, useShared } from "../../app/session-store.tsx";
import { useNarrow } from "../../app/use-narrow.ts";
import { EncryptionPill } from "../../design/components/EncryptionPill.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { useRows } from "../../engine/engine.tsx";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { RoomFace } from "../chats/RoomFace.tsx";
import css from "./RoomHeader.module.css";
import { whenShown } from "../../host/when-shown.ts";

const ShareButton = whenShown(async () => (await import("../sharing/ShareButton.tsx")).ShareButton);

/** Who one is writing to, and whether the server can read it. */
export function RoomHeader({ room }: { readonly room: RoomRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const narrow = useNarrow();
  const asideOpen = useShared((state) => state.asideOpen);
  const club = useRows("clubs", {}).find((one) => one.id === room.clubId);
  const count = t("room.members", { count: room.memberCount });
  const line =
    room.kind === "direct"
      ? (room.peer ?? t("room.direct"))
      : club === undefined
        ? `${t("room.group")} · ${count}`
        : `${club.name} · ${count}`;
  return (
    <header className={css.head}>
      {narrow ? (
        <Link to="/chats" className={css.back} aria-label={t("common.back")}>
          <ArrowLeft aria-hidden="true" />
        </Link>
      ) : null}
      <RoomFace room={room} size={38} />
      <div className={css.titles}>
        <h2 className={css.name}>{room.name}</h2>
        <p className={css.line}>{line}</p>
      </div>
      <span className={css.pill}>
        <EncryptionPill encrypted={room.encrypted} />
      </span>
      {room.may.share ? (
        <Suspense>
          <LaterWords>
            <ShareButton
              room={{ id: room.id, name: room.name, encrypted: room.encrypted, direct: room.kind === "direct" }}
              look="icon"
            />
          </LaterWords>
        </Suspense>
      ) : null}
      <IconButton label={t("room.about")} pressed={asideOpen} onPress={() => store.setState({ asideOpen: !asideOpen })}>
        <PanelRight />
      </IconButton>
    </header>
  );
}
