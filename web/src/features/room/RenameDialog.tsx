import type { RoomRow } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

/** A new name for a room. */
export function RenameDialog({
  room,
  open,
  onClose,
}: {
  readonly room: RoomRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState(room.name);
  const rename = useCommand("renameRoom");
  const save = async () => {
    const result = await rename.run({ roomId: room.id, name: name.trim() });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t("aside.rename")}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={name.trim() === "" || rename.state.is === "busy"} onPress={save}>
          {t("common.save")}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t("aside.name")}
          value={name}
          onChange={setName}
          maxLength={120}
          autoFocus
          error={rename.state.is === "failed" ? t(failureWords(rename.state.failure.code)) : undefined}
        />
      </form>
    </Dialog>
  );
}
