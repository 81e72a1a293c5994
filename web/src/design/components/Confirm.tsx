import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { useWords } from "../../words/use-words.tsx";

/** Asks before something that cannot be undone, or that others are told of. */
export function Confirm({
  title,
  text,
  action,
  danger = true,
  onClose,
  onConfirm,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const { t } = useWords();
  return (
    <Dialog
      title={title}
      kind="alert"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t("common.cancel")}
          </Button>
          <Button
            look={danger ? "danger" : "primary"}
            onPress={() => {
              onConfirm();
              onClose();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
