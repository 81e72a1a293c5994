import type { RoomId } from "@paceline/protocol";
import type { ClubRow, MessageRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { useNow } from "../../app/clock.tsx";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import link from "../../design/link.module.css";
import { useList } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import { RichText } from "../room/RichText.tsx";
import css from "./Announcements.module.css";

const SHOWN = 3;

/** The newest announcements of a club. */
export function Announcements({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const channel = club.channels.find((one) => one.kind === "announcements" && one.joined);
  if (channel === undefined) return null;
  return (
    <Card
      title={t("club.announcements")}
      action={
        <Link to="/chats/$roomId" params={{ roomId: channel.roomId }} className={link.text}>
          {t("club.announcements.open")}
        </Link>
      }
    >
      <Newest roomId={channel.roomId} />
    </Card>
  );
}

function Newest({ roomId }: { readonly roomId: RoomId }) {
  const { t, formats } = useWords();
  const now = useNow();
  const list = useList("timeline", { roomId });
  if (list.is === "waiting") return <Skeleton rows={2} />;
  const newest = list.rows
    .filter((row): row is MessageRow => row.is === "message" && row.announcement !== undefined)
    .slice(-SHOWN)
    .toReversed();
  if (newest.length === 0) return <p className={css.none}>{t("club.announcements.none")}</p>;
  return (
    <ul>
      {newest.map((row) => (
        <li key={row.id} className={css.news}>
          <Avatar id={row.sender.userId} name={row.sender.name} mxc={row.sender.avatar} size={36} />
          <div className={css.body}>
            <p className={css.who}>
              <b>{row.sender.name}</b>
              <time title={formats.exact(row.ts)}>{formats.stamp(row.ts, now)}</time>
            </p>
            <RichText body={row.body} />
          </div>
        </li>
      ))}
    </ul>
  );
}
