import { useState } from "react";
import { useHost } from "../../app/host.tsx";
import { Button } from "../../design/components/Button.tsx";
import { CopyButton } from "../../design/components/CopyButton.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { useAccount } from "../../app/use-session.ts";
import css from "./ResetDialog.module.css";

/** The last way out: new keys. Says what is lost, then shows the new recovery key. */
export function ResetDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const host = useHost();
  const account = useAccount();
  const [password, setPassword] = useState("");
  const reset = useCommand("resetEncryption");
  const made = reset.state.is === "done" ? reset.state.value.recoveryKey : undefined;
  return (
    <Dialog
      title={made === undefined ? t("unlock.reset.title") : t("setup.key.title")}
      kind="alert"
      wide
      open={open}
      onClose={onClose}
      actions={
        made === undefined ? (
          <>
            <Button onPress={onClose}>{t("common.cancel")}</Button>
            <Button
              look="danger"
              isDisabled={password === "" || reset.state.is === "busy"}
              onPress={() => void reset.run({ password })}
            >
              {t("unlock.reset.action")}
            </Button>
          </>
        ) : (
          <>
            <Button
              onPress={() =>
                void host.saveText(
                  `${t("setup.key.file")}.txt`,
                  t("setup.key.file.body", { user: account.userId, key: made }),
                )
              }
            >
              {t("setup.key.download")}
            </Button>
            <CopyButton text={made} />
            <Button look="primary" onPress={onClose}>
              {t("setup.check.done")}
            </Button>
          </>
        )
      }
    >
      {made === undefined ? (
        <>
          <p>{t("unlock.reset.text")}</p>
          <Field
            label={t("signin.password")}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={reset.state.is === "failed" ? t(failureWords(reset.state.failure.code)) : undefined}
          />
        </>
      ) : (
        <>
          <p>{t("setup.key.text")}</p>
          <code className={css.key}>{made}</code>
        </>
      )}
    </Dialog>
  );
}
