import type { MeetupRow } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";

/** Calls a meetup off, with a reason if there is one. */
export function CancelMeetupDialog({
  meetup,
  open,
  onClose,
}: {
  readonly meetup: MeetupRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const act = useAct();
  const store = useSessionStore();
  const [reason, setReason] = useState("");
  const cancel = async () => {
    onClose();
    const words = reason.trim();
    const result = await act("cancelMeetup", { cardId: meetup.id, ...(words === "" ? {} : { reason: words }) });
    if (result.ok) tell(store, "plain", t("meetup.cancel.done"));
  };
  return (
    <Dialog
      title={t("meetup.cancel.title", { title: meetup.block.title })}
      kind="alert"
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("meetup.cancel.keep")}</Button>
          <Button look="danger" onPress={cancel}>
            {t("meetup.cancel")}
          </Button>
        </>
      }
    >
      <p>{t("meetup.cancel.text")}</p>
      <Field
        label={t("meetup.cancel.reason")}
        hint={t("common.optional")}
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
      />
    </Dialog>
  );
}
