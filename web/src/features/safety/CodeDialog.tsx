import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Result } from "@paceline/protocol";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { CodeField } from "./CodeField.tsx";
import css from "./SafetyForm.module.css";
import { useContacts } from "./use-contacts.ts";

type CodeDialogProps = {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** Closes the dialog when it went well. */
  readonly onConfirm: (proof: { readonly code?: string }) => Promise<Result<unknown, EngineFailureCode>>;
  readonly onClose: () => void;
};

/** Asks before a timer or an alert ends, for the code where one is set. The duress code leads through the very same words. */
export function CodeDialog({ title, text, action, onConfirm, onClose }: CodeDialogProps) {
  const { t } = useWords();
  const { code } = useContacts();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<EngineFailureCode>();
  const confirm = async () => {
    setBusy(true);
    const result = await onConfirm(code ? { code: typed } : {});
    setBusy(false);
    if (result.ok) onClose();
    else setFailure(result.failure.code);
  };
  const error = failure === undefined ? undefined : t(failureWords(failure));
  return (
    <Dialog
      title={title}
      kind="alert"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={busy || (code && typed === "")} onPress={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p>{text}</p>
        {code ? (
          <CodeField label={t("timer.end.code")} value={typed} onChange={setTyped} error={error} autoFocus />
        ) : error === undefined ? null : (
          <p className={css.error} role="alert">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
