import type { ClubRow } from "@paceline/protocol/port";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Ellipsis, ImagePlus, LogOut, Share2, UserPlus } from "lucide-react";
import { useState } from "react";
import { useNarrow } from "../../app/use-narrow.ts";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { InviteDialog } from "../people/InviteDialog.tsx";
import { PictureDialog } from "../room/PictureDialog.tsx";
import css from "./ClubHeader.module.css";
import { ShareDialog } from "./ShareDialog.tsx";

/** Name, picture and kind of a club, and what one can do with it. */
export function ClubHeader({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const act = useAct();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const [open, setOpen] = useState<"invite" | "share" | "picture" | "leave">();
  const close = () => setOpen(undefined);
  const leave = async () => {
    close();
    const result = await act("leaveClub", { clubId: club.id });
    if (result.ok) await navigate({ to: "/" });
  };
  return (
    <header className={css.head}>
      {narrow ? (
        <Link to="/clubs" className={css.back} aria-label={t("common.back")}>
          <ArrowLeft aria-hidden="true" />
        </Link>
      ) : null}
      <Avatar id={club.id} name={club.name} mxc={club.avatar} size={narrow ? 52 : 72} square />
      <div className={css.titles}>
        <h1>{club.name}</h1>
        {club.topic === undefined ? null : <p>{club.topic}</p>}
        <p className={css.pills}>
          <Pill tone={club.access === "private" ? "go" : "plain"}>{t(`clubs.access.${club.access}`)}</Pill>
          <Pill>{t("clubs.members", { count: club.memberCount })}</Pill>
          <Pill>{t("club.role", { role: t(`role.${club.role}`) })}</Pill>
        </p>
      </div>
      <div className={css.actions}>
        {club.may.invite ? (
          <Button look="primary" icon={<UserPlus />} onPress={() => setOpen("invite")}>
            {t("club.invite")}
          </Button>
        ) : null}
        <Button icon={<Share2 />} onPress={() => setOpen("share")}>
          {t("club.share")}
        </Button>
        <Menu
          label={t("common.more")}
          entries={[
            ...(club.may.picture
              ? [
                  {
                    id: "picture",
                    label: t("aside.picture"),
                    icon: <ImagePlus />,
                    onAction: () => setOpen("picture"),
                  },
                ]
              : []),
            { id: "leave", label: t("club.leave"), icon: <LogOut />, danger: true, onAction: () => setOpen("leave") },
          ]}
        >
          <IconButton label={t("common.more")}>
            <Ellipsis />
          </IconButton>
        </Menu>
      </div>
      <InviteDialog club roomId={club.id} name={club.name} open={open === "invite"} onClose={close} />
      <PictureDialog of={club} open={open === "picture"} onClose={close} />
      <ShareDialog club={club} open={open === "share"} onClose={close} />
      <Dialog
        title={t("club.leave.title", { name: club.name })}
        kind="alert"
        open={open === "leave"}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t("common.cancel")}</Button>
            <Button look="danger" onPress={leave}>
              {t("club.leave")}
            </Button>
          </>
        }
      >
        <p>{t("club.leave.text")}</p>
      </Dialog>
    </header>
  );
}
