import type { DeviceRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

export function RenameDeviceDialog({
  device,
  open,
  onClose,
}: {
  readonly device: DeviceRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState(device.name);
  const rename = useCommand("renameDevice");
  const save = async () => {
    const result = await rename.run({ deviceId: device.id, name: name.trim() });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t("devices.rename")}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={name.trim() === "" || rename.state.is === "busy"} onPress={save}>
          {t("common.save")}
        </Button>
      }
    >
      <Field
        label={t("devices.name")}
        value={name}
        onChange={setName}
        maxLength={100}
        autoFocus
        error={rename.state.is === "failed" ? t(failureWords(rename.state.failure.code)) : undefined}
      />
    </Dialog>
  );
}
