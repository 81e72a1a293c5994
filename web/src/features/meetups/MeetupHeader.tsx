import type { MeetupRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, CalendarX2, Ellipsis, MessageCircle, Pencil } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import link from "../../design/link.module.css";
import { useWords } from "../../words/use-words.tsx";
import { CancelMeetupDialog } from "./CancelMeetupDialog.tsx";
import css from "./MeetupHeader.module.css";

/** Where it is talked about: in its own room, for those who are in there. */
const chatOf = ({ room, roomId }: MeetupRow) => (room?.standing === "in" ? room.id : roomId);

/** Where the meetup belongs and what an organiser can do with it. */
export function MeetupHeader({ meetup }: { readonly meetup: MeetupRow }) {
  const { t } = useWords();
  const [cancelling, setCancelling] = useState(false);
  const mayChange = meetup.may.change && meetup.block.status !== "cancelled";
  return (
    <header className={css.head}>
      <Link to="/meetups" className={css.back} aria-label={t("common.back")}>
        <ArrowLeft aria-hidden="true" />
      </Link>
      <div className={css.titles}>
        {meetup.clubId === undefined ? (
          <b>{t("meetups.title")}</b>
        ) : (
          <Link to="/club/$clubId" params={{ clubId: meetup.clubId }} className={css.club}>
            {meetup.clubName}
          </Link>
        )}
        <span>{t("meetups.title")}</span>
      </div>
      <Link to="/chats/$roomId" params={{ roomId: chatOf(meetup) }} className={link.button}>
        <MessageCircle aria-hidden="true" />
        {t("meetup.chat")}
      </Link>
      {mayChange ? (
        <>
          <Link to="/meetups/$cardId/edit" params={{ cardId: meetup.id }} className={link.button}>
            <Pencil aria-hidden="true" />
            {t("meetup.change")}
          </Link>
          <Menu
            label={t("common.more")}
            entries={[
              {
                id: "cancel",
                label: t("meetup.cancel"),
                icon: <CalendarX2 />,
                danger: true,
                onAction: () => setCancelling(true),
              },
            ]}
          >
            <IconButton label={t("common.more")}>
              <Ellipsis />
            </IconButton>
          </Menu>
        </>
      ) : null}
      <CancelMeetupDialog meetup={meetup} open={cancelling} onClose={() => setCancelling(false)} />
    </header>
  );
}
