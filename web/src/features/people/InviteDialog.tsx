import type { RoomId } from "@paceline/protocol";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./InviteDialog.module.css";
import { PeoplePicker } from "./PeoplePicker.tsx";
import type { FoundPerson } from "./use-people-search.ts";

type InviteDialogProps = {
  readonly roomId: RoomId;
  readonly name: string;
  readonly club?: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** Invites people into a room, or into a club with its channels; says when earlier messages could not be shared. */
export function InviteDialog({ roomId, name, club = false, open, onClose }: InviteDialogProps) {
  const { t } = useWords();
  const store = useSessionStore();
  const [picked, setPicked] = useState<readonly FoundPerson[]>([]);
  const room = useCommand("invite");
  const whole = useCommand("inviteToClub");
  const { state } = club ? whole : room;
  const send = async () => {
    const userIds = picked.map((person) => person.userId);
    const result = club ? await whole.run({ clubId: roomId, userIds }) : await room.run({ roomId, userIds });
    if (!result.ok) return;
    tell(
      store,
      result.value.historyShared ? "go" : "plain",
      t(result.value.historyShared ? "people.invite.done" : "people.invite.nohistory"),
    );
    setPicked([]);
    onClose();
  };
  return (
    <Dialog
      title={t("people.invite.title", { name })}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={picked.length === 0 || state.is === "busy"} onPress={send}>
          {t("people.invite.action")}
        </Button>
      }
    >
      <PeoplePicker picked={picked} onChange={setPicked} autoFocus />
      {state.is === "failed" ? <p className={css.error}>{t(failureWords(state.failure.code))}</p> : null}
    </Dialog>
  );
}
