import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { PeoplePicker } from "../people/PeoplePicker.tsx";
import type { FoundPerson } from "../people/use-people-search.ts";
import css from "./SafetyForm.module.css";

/** Asks people whether they want to be alerted. Whom it could not ask stays picked. */
export function AddContactDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [picked, setPicked] = useState<readonly FoundPerson[]>([]);
  const { state, run } = useCommand("inviteContact");
  const ask = async () => {
    for (const [at, { userId }] of picked.entries()) {
      const result = await run({ userId, tier: 1 });
      if (!result.ok) return setPicked(picked.slice(at));
    }
    tell(store, "go", t("circle.invite.done", { count: picked.length }));
    onClose();
  };
  return (
    <Dialog
      title={t("circle.invite.title")}
      open
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={picked.length === 0 || state.is === "busy"} onPress={() => void ask()}>
          {t("circle.invite.action")}
        </Button>
      }
    >
      <p>{t("circle.invite.text")}</p>
      <PeoplePicker picked={picked} onChange={setPicked} autoFocus />
      {state.is === "failed" ? (
        <p className={css.error} role="alert">
          {t(failureWords(state.failure.code))}
        </p>
      ) : null}
    </Dialog>
  );
}
