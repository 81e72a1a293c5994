import type { ClubRow } from "@paceline/protocol/port";
import { CopyButton } from "../../design/components/CopyButton.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useWords } from "../../words/use-words.tsx";

/** The link to hand to others, and what it lets them do. */
export function ShareDialog({
  club,
  open,
  onClose,
}: {
  readonly club: ClubRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Dialog
      title={t("club.share.title", { name: club.name })}
      open={open}
      onClose={onClose}
      actions={<CopyButton text={club.link} />}
    >
      <p>{t(club.access === "open" ? "club.share.text.open" : "club.share.text.private")}</p>
      <Field label={t("club.share.link")} value={club.link} isReadOnly mono />
    </Dialog>
  );
}
