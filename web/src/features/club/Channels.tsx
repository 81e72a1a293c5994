import type { ClubChannel, ClubRow } from "@paceline/protocol/port";
import { Link } from "@tanstack/react-router";
import { CalendarDays, Hash, Lock, Megaphone, MessagesSquare } from "lucide-react";
import { useState } from "react";
import { Badge } from "../../design/components/Badge.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { useCommand, useRows } from "../../engine/engine.tsx";
import { useAct } from "../../engine/use-act.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./Channels.module.css";

const ICONS = {
  announcements: Megaphone,
  meetups: CalendarDays,
  chat: MessagesSquare,
  forum: Hash,
  meetup: Hash,
  circle: Hash,
};

/** The rooms of a club, with what is unread. */
export function Channels({ club }: { readonly club: ClubRow }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={t("club.channels")}
      action={
        club.may.manage ? (
          <Button look="link" onPress={() => setAdding(true)}>
            {t("club.channel.add")}
          </Button>
        ) : null
      }
    >
      <ul className={css.list} onKeyDown={moveByArrows} role="presentation">
        {club.channels.map((channel) => (
          <li key={channel.roomId}>
            <Channel channel={channel} />
          </li>
        ))}
      </ul>
      <AddChannelDialog club={club} open={adding} onClose={() => setAdding(false)} />
    </Card>
  );
}

function Channel({ channel }: { readonly channel: ClubChannel }) {
  const { t } = useWords();
  const act = useAct();
  const room = useRows("rooms", {}).find((one) => one.id === channel.roomId);
  const Icon = ICONS[channel.kind];
  const inside = (
    <>
      <Icon aria-hidden="true" />
      <span className={css.name}>{channel.name}</span>
      {channel.encrypted ? <Lock aria-label={t("room.encrypted")} className={css.lock} /> : null}
      {room === undefined ? null : (
        <Badge count={room.unread} quiet={room.mentions === 0} label={t("chats.unread", { count: room.unread })} />
      )}
    </>
  );
  if (channel.joined)
    return (
      <Link to="/chats/$roomId" params={{ roomId: channel.roomId }} className={css.channel}>
        {inside}
      </Link>
    );
  return (
    <span className={css.channel} data-outside="">
      {inside}
      <Button size="s" onPress={() => void act("joinClub", { roomId: channel.roomId, via: [] })}>
        {t("clubs.join")}
      </Button>
    </span>
  );
}

function AddChannelDialog({
  club,
  open,
  onClose,
}: {
  readonly club: ClubRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const add = useCommand("addChannel");
  const save = async () => {
    const result = await add.run({ clubId: club.id, name: name.trim(), kind: "chat" });
    if (!result.ok) return;
    setName("");
    onClose();
  };
  return (
    <Dialog
      title={t("club.channel.add")}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={name.trim() === "" || add.state.is === "busy"} onPress={save}>
          {t("club.channel.create")}
        </Button>
      }
    >
      <Field
        label={t("club.channel.name")}
        value={name}
        onChange={setName}
        maxLength={100}
        autoFocus
        error={add.state.is === "failed" ? t(failureWords(add.state.failure.code)) : undefined}
      />
    </Dialog>
  );
}
