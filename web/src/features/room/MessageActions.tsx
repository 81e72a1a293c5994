import type { MessageRow } from "@paceline/protocol/port";
import { Copy, Ellipsis, Pencil, Reply, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { EmojiButton } from "./EmojiButton.tsx";
import css from "./MessageActions.module.css";
import type { EntryRoom, MessageActs } from "./entry.ts";

/** What one can do with a message; shows while it is pointed at or focused. */
export function MessageActions({
  row,
  room,
  acts,
}: {
  readonly row: MessageRow;
  readonly room: EntryRoom;
  readonly acts: MessageActs;
}) {
  const { t } = useWords();
  const act = useAct();
  const [deleting, setDeleting] = useState(false);
  const { eventId } = row;
  if (eventId === undefined) return null;
  const entries = [
    {
      id: "copy",
      label: t("message.copy"),
      icon: <Copy />,
      onAction: () => void navigator.clipboard.writeText(row.text),
    },
    ...(row.mine && row.meetup === undefined
      ? [{ id: "edit", label: t("message.edit"), icon: <Pencil />, onAction: () => acts.edit(row) }]
      : []),
    ...(row.mine || room.may.redactOthers
      ? [
          {
            id: "delete",
            label: t("message.delete"),
            icon: <Trash2 />,
            danger: true,
            onAction: () => setDeleting(true),
          },
        ]
      : []),
  ];
  return (
    <div
      className={css.actions}
      data-side={row.mine ? "own" : "other"}
      role="toolbar"
      aria-label={t("message.actions")}
    >
      <EmojiButton
        label={t("message.react")}
        onPick={(key) => act("toggleReaction", { roomId: room.id, eventId, key })}
      />
      {room.may.send ? (
        <IconButton label={t("message.reply")} keys="r" size="s" onPress={() => acts.reply(row)}>
          <Reply />
        </IconButton>
      ) : null}
      <Menu label={t("message.actions")} entries={entries}>
        <IconButton label={t("common.more")} size="s">
          <Ellipsis />
        </IconButton>
      </Menu>
      <Dialog
        title={t("message.delete.title")}
        kind="alert"
        open={deleting}
        onClose={() => setDeleting(false)}
        actions={
          <>
            <Button onPress={() => setDeleting(false)}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              onPress={() => {
                setDeleting(false);
                void act("deleteMessage", { roomId: room.id, eventId });
              }}
            >
              {t("message.delete")}
            </Button>
          </>
        }
      >
        <p>{t("message.delete.text")}</p>
      </Dialog>
    </div>
  );
}
