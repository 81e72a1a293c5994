import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import link from "../../design/link.module.css";
import { latest } from "../../engine/async.ts";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { QrCode } from "../../design/components/QrCode.tsx";

/** Names a phone, then shows the code that sets it up. */
export function AddTrackerDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(() => t("tracker.name.default"));
  const { state, run } = useCommand("addTracker");
  const made = latest(state);
  if (made !== undefined) return <TrackerCode config={made.config} onClose={onClose} />;
  return (
    <Dialog
      title={t("tracker.add")}
      open
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={name.trim() === "" || state.is === "busy"}
          onPress={() => void run({ name: name.trim() })}
        >
          {t("tracker.add")}
        </Button>
      }
    >
      <Field
        label={t("tracker.name")}
        value={name}
        onChange={setName}
        maxLength={60}
        autoFocus
        error={state.is === "failed" ? t(failureWords(state.failure.code)) : undefined}
      />
    </Dialog>
  );
}

/** Holds the key: shown once, gone when it is closed. */
export function TrackerCode({ config, onClose }: { readonly config: string; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog
      title={t("tracker.made")}
      open
      onClose={onClose}
      actions={
        <a className={link.button} href={config}>
          {t("tracker.link")}
        </a>
      }
    >
      <p>{t("tracker.made.text")}</p>
      <QrCode data={config} label={t("tracker.qr")} />
    </Dialog>
  );
}
