import type { DeviceRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

/** Signs another device out; the server wants the password for that. */
export function RemoveDeviceDialog({
  device,
  open,
  onClose,
}: {
  readonly device: DeviceRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const remove = useCommand("removeDevice");
  const run = async () => {
    const result = await remove.run({ deviceId: device.id, password });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t("devices.remove.title", { name: device.name })}
      kind="alert"
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="danger" isDisabled={password === "" || remove.state.is === "busy"} onPress={run}>
            {t("devices.remove")}
          </Button>
        </>
      }
    >
      <p>{t("devices.remove.text")}</p>
      <Field
        label={t("signin.password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        autoFocus
        error={remove.state.is === "failed" ? t(failureWords(remove.state.failure.code)) : undefined}
      />
    </Dialog>
  );
}
