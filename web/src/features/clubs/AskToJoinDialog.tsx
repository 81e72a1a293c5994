import type { FoundClub } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

/** A request to the captains of a private club, with a word about oneself. */
export function AskToJoinDialog({
  club,
  open,
  onClose,
}: {
  readonly club: FoundClub;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const store = useSessionStore();
  const [reason, setReason] = useState("");
  const ask = useCommand("askToJoin");
  const send = async () => {
    const words = reason.trim();
    const result = await ask.run({ roomId: club.roomId, via: club.via, ...(words === "" ? {} : { reason: words }) });
    if (!result.ok) return;
    tell(store, "go", t("clubs.ask.sent"));
    onClose();
  };
  return (
    <Dialog
      title={t("clubs.ask.title", { name: club.name })}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={ask.state.is === "busy"} onPress={send}>
          {t("clubs.ask.send")}
        </Button>
      }
    >
      <p>{t("clubs.ask.text")}</p>
      <Field
        label={t("clubs.ask.reason")}
        hint={t("common.optional")}
        lines={3}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        error={ask.state.is === "failed" ? t(failureWords(ask.state.failure.code)) : undefined}
      />
    </Dialog>
  );
}
