import type { MxcUri, RoomId } from "@paceline/protocol";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { PictureButton } from "../../design/components/PictureButton.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./PictureDialog.module.css";

type PictureDialogProps = {
  /** A room, or a club. */
  readonly of: { readonly id: RoomId; readonly name: string; readonly avatar?: MxcUri };
  readonly open: boolean;
  readonly onClose: () => void;
};

/** The picture of a room or club that everybody in it sees, and choosing another; closes when it is saved. */
export function PictureDialog({ of, open, onClose }: PictureDialogProps) {
  const { t } = useWords();
  const save = useCommand("setRoomAvatar");
  const busy = save.state.is === "busy";
  return (
    <Dialog title={t("aside.picture.title", { name: of.name })} open={open} onClose={onClose}>
      <div className={css.picture}>
        <Avatar id={of.id} name={of.name} mxc={of.avatar} size={72} square />
        <PictureButton
          has={of.avatar !== undefined}
          hint
          busy={busy}
          error={save.state.is === "failed" ? t(failureWords(save.state.failure.code)) : undefined}
          onChoose={async (picture) => {
            const done = await save.run({ roomId: of.id, picture });
            if (done.ok) onClose();
          }}
        />
      </div>
      {busy ? <Progress label={t("aside.picture.saving")} text={t("aside.picture.saving")} /> : null}
    </Dialog>
  );
}
