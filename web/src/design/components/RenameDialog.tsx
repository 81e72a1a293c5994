import { useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Field } from "./Field.tsx";

type RenameDialogProps = {
  readonly title: string;
  readonly label: string;
  readonly name: string;
  readonly maxLength: number;
  readonly busy: boolean;
  /** What went wrong when it was last saved, in words. */
  readonly error: string | undefined;
  /** Resolves to whether it was saved; the dialog closes then. */
  readonly onSave: (name: string) => Promise<boolean>;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** Another name for something. */
export function RenameDialog({ title, label, name, maxLength, busy, error, onSave, open, onClose }: RenameDialogProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(name);
  const wanted = typed.trim();
  const save = async () => {
    if (wanted !== "" && (await onSave(wanted))) onClose();
  };
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={wanted === "" || busy} onPress={() => void save()}>
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
        <Field label={label} value={typed} onChange={setTyped} maxLength={maxLength} autoFocus error={error} />
      </form>
    </Dialog>
  );
}
