import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

type ResetDialogProps = {
  readonly open: boolean;
  /** Gets the new recovery key, which is still to be saved and checked. */
  readonly onMade: (recoveryKey: string) => void;
  readonly onClose: () => void;
};

/** The last way out: new keys. Says what is lost. */
export function ResetDialog({ open, onMade, onClose }: ResetDialogProps) {
  const { t } = useWords();
  const store = useSessionStore();
  const [password, setPassword] = useState("");
  const reset = useCommand("resetEncryption");
  const startOver = async () => {
    // The device is ready before the answer is here, and this page has to stand until then.
    store.setState({ startingOver: true });
    const result = await reset.run({ password });
    if (result.ok) onMade(result.value.recoveryKey);
    else store.setState({ startingOver: false });
  };
  return (
    <Dialog
      title={t("unlock.reset.title")}
      kind="alert"
      wide
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            look="danger"
            isDisabled={password === "" || reset.state.is === "busy"}
            onPress={() => void startOver()}
          >
            {t("unlock.reset.action")}
          </Button>
        </>
      }
    >
      <p>{t("unlock.reset.text")}</p>
      <Field
        label={t("signin.password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={reset.state.is === "failed" ? t(failureWords(reset.state.failure.code)) : undefined}
      />
    </Dialog>
  );
}
