import type { MessageRow } from "@paceline/protocol/port";
import { CircleAlert, LockOpen, Megaphone } from "lucide-react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { useWords } from "../../words/use-words.tsx";
import { usePreview } from "../chats/preview-words.ts";
import { HazardInChat } from "../hazards/HazardInChat.tsx";
import { MeetupCard } from "../meetups/MeetupCard.tsx";
import { DeliveryLine } from "./DeliveryLine.tsx";
import css from "./Message.module.css";
import { MessageActions } from "./MessageActions.tsx";
import { Reactions } from "./Reactions.tsx";
import { RichText } from "./RichText.tsx";
import type { EntryProps } from "./entry.ts";
import { useMessageKeys } from "./use-message-keys.ts";

/** One message: who, what, reactions, and for my own where it stands. */
export function Message({
  row,
  item,
  room,
  acts,
  active,
  onActive,
  tabStop,
}: EntryProps & { readonly row: MessageRow }) {
  const { t, formats } = useWords();
  const keys = useMessageKeys(row, room, acts);
  const { mine, sender } = row;
  const side = mine ? "own" : "other";
  const bare = row.meetup !== undefined || row.hazard !== undefined;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a row of a list that arrow keys walk through
    <article
      className={css.message}
      data-side={side}
      data-first={item.first || undefined}
      data-last={item.last || undefined}
      data-card={bare || undefined}
      data-row=""
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the same
      tabIndex={tabStop ? 0 : -1}
      aria-label={t("chats.from", { name: mine ? t("common.you") : sender.name, text: row.text })}
      // Moved onto, not come to lie under it: a message that arrives moves every row, and actions are much to draw.
      onMouseMove={onActive}
      onFocus={onActive}
      onKeyDown={keys}
    >
      {mine ? null : (
        <span className={css.face}>
          {item.last ? <Avatar id={sender.userId} name={sender.name} mxc={sender.avatar} size={36} /> : null}
        </span>
      )}
      <div className={css.column}>
        {item.first && !mine ? (
          <p className={css.name}>
            <b>{sender.name}</b>
            <time dateTime={new Date(row.ts).toISOString()} title={formats.exact(row.ts)}>
              {formats.time(row.ts)}
            </time>
          </p>
        ) : null}
        <div className={css.line}>
          <div
            className={css.bubble}
            data-notice={row.notice || undefined}
            data-card={bare || undefined}
            data-mention={row.mentionsMe || undefined}
            data-failed={row.delivery?.is === "failed" || undefined}
          >
            {row.replyTo === undefined ? null : <Quote replyTo={row.replyTo} />}
            {row.announcement === undefined ? null : (
              <p className={css.announcement}>
                <Megaphone aria-hidden="true" />
                {t("message.announcement")}
              </p>
            )}
            {row.meetup !== undefined ? (
              <MeetupCard cardId={row.meetup} fallback={<RichText body={row.body} />} />
            ) : row.hazard !== undefined ? (
              <HazardInChat id={row.hazard} fallback={<RichText body={row.body} />} />
            ) : (
              <RichText body={row.body} lead={row.emote ? sender.name : undefined} />
            )}
            {row.edited ? <span className={css.edited}>{t("message.edited")}</span> : null}
          </div>
          {active ? (
            <div className={css.actions}>
              <MessageActions row={row} room={room} acts={acts} />
            </div>
          ) : null}
        </div>
        {row.clearInEncrypted ? (
          <p className={css.warning}>
            <LockOpen aria-hidden="true" />
            {t("message.clear")}
          </p>
        ) : null}
        <Reactions row={row} roomId={room.id} />
        {mine &&
        (item.last || (row.delivery !== undefined && row.delivery.is !== "sent" && row.delivery.is !== "read")) ? (
          <DeliveryLine row={row} />
        ) : null}
      </div>
      {row.delivery?.is === "failed" ? <CircleAlert className={css.alert} aria-hidden="true" /> : null}
    </article>
  );
}

function Quote({ replyTo }: { readonly replyTo: NonNullable<MessageRow["replyTo"]> }) {
  const preview = usePreview();
  return (
    <p className={css.quote}>
      <b>{replyTo.senderName}</b>
      <span>{preview(replyTo.preview)}</span>
    </p>
  );
}
