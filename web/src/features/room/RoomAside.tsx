import type { RoomRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { ImagePlus, Lock, LockOpen, LogOut, Pencil, UserPlus, X } from "lucide-react";
import { Suspense, useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Button } from "../../design/components/Button.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { RenameDialog } from "../../design/components/RenameDialog.tsx";
import link from "../../design/link.module.css";
import { useCommand, useRows } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { LaterWords } from "../../words/LaterWords.tsx";
import { useWords } from "../../words/use-words.tsx";
import { InviteDialog } from "../people/InviteDialog.tsx";
import { LeaveRoomDialog } from "./LeaveRoomDialog.tsx";
import { Members } from "./Members.tsx";
import { PictureDialog } from "./PictureDialog.tsx";
import css from "./RoomAside.module.css";
import { whenShown } from "../../host/when-shown.ts";

const RoomSharing = whenShown(async () => (await import("../sharing/RoomSharing.tsx")).RoomSharing);

/** What a conversation is: who can read it, who is in it, what one may do with it. Esc closes it. */
export function RoomAside({ room }: { readonly room: RoomRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [open, setOpen] = useState<"invite" | "rename" | "picture" | "leave">();
  const rename = useCommand("renameRoom");
  const close = () => setOpen(undefined);
  const club = useRows("clubs", {}).find((one) => one.id === room.clubId);
  const words = room.encrypted
    ? room.kind === "direct"
      ? t("aside.encrypted.direct", { name: room.name })
      : t("aside.encrypted.text", { count: room.memberCount })
    : t("aside.clear.text");
  return (
    <aside className={css.aside} aria-label={t(`aside.title.${room.kind}`)}>
      <header className={css.head}>
        <h2 className={css.title}>{t(`aside.title.${room.kind}`)}</h2>
        <IconButton label={t("common.close")} keys="Esc" onPress={() => store.setState({ asideOpen: false })}>
          <X />
        </IconButton>
      </header>
      <div className={css.scroll}>
        <section className={css.part}>
          <Pill
            tone={room.encrypted ? "go" : "plain"}
            icon={room.encrypted ? <Lock aria-hidden="true" /> : <LockOpen aria-hidden="true" />}
          >
            {t(room.encrypted ? "aside.encrypted" : "aside.clear")}
          </Pill>
          <p className={css.words}>{words}</p>
          {room.topic === undefined ? null : <p className={css.words}>{room.topic}</p>}
          {club === undefined ? null : (
            <Link to="/club/$clubId" params={{ clubId: club.id }} className={link.text}>
              {t("aside.club")}
            </Link>
          )}
        </section>
        <div className={css.actions}>
          {/* Into a circle people are asked from Safety, with the words of what is asked of them. */}
          {room.may.invite && room.kind !== "direct" && room.channel !== "circle" ? (
            <Button icon={<UserPlus />} onPress={() => setOpen("invite")}>
              {t("aside.invite")}
            </Button>
          ) : null}
          {room.may.rename ? (
            <Button icon={<Pencil />} onPress={() => setOpen("rename")}>
              {t("aside.rename")}
            </Button>
          ) : null}
          {room.may.picture && room.kind !== "direct" ? (
            <Button icon={<ImagePlus />} onPress={() => setOpen("picture")}>
              {t("aside.picture")}
            </Button>
          ) : null}
        </div>
        <Suspense>
          <LaterWords>
            <RoomSharing room={room} />
          </LaterWords>
        </Suspense>
        <Members room={room} />
      </div>
      {/* Below what scrolls and grows while it comes in: a button that moves under the finger is missed. */}
      <footer className={css.foot}>
        <Button look="quiet" icon={<LogOut />} onPress={() => setOpen("leave")}>
          {t("aside.leave")}
        </Button>
      </footer>
      <InviteDialog roomId={room.id} name={room.name} open={open === "invite"} onClose={close} />
      <RenameDialog
        title={t("aside.rename")}
        label={t("aside.name")}
        name={room.name}
        maxLength={120}
        busy={rename.state.is === "busy"}
        error={rename.state.is === "failed" ? t(failureWords(rename.state.failure.code)) : undefined}
        onSave={async (name) => (await rename.run({ roomId: room.id, name })).ok}
        open={open === "rename"}
        onClose={close}
      />
      <PictureDialog of={room} open={open === "picture"} onClose={close} />
      <LeaveRoomDialog room={room} open={open === "leave"} onClose={close} />
    </aside>
  );
}
