import type { RoomRow } from "@paceline/protocol/port";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../design/components/Button.tsx";
import { Dialog } from "../../design/components/Dialog.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";

/** What is lost with the room. A safety circle is more than its messages. */
function wordsFor({ channel, role }: RoomRow) {
  if (channel !== "circle") return "aside.leave.text";
  return role === "owner" ? "aside.leave.circle.mine" : "aside.leave.circle";
}

/** Asks before leaving, and says what it means. */
export function LeaveRoomDialog({
  room,
  open,
  onClose,
}: {
  readonly room: RoomRow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const act = useAct();
  const navigate = useNavigate();
  const leave = async () => {
    onClose();
    const result = await act("leave", { roomId: room.id });
    if (result.ok) await navigate({ to: "/chats" });
  };
  return (
    <Dialog
      title={t("aside.leave.title", { name: room.name })}
      kind="alert"
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="danger" onPress={leave}>
            {t("aside.leave")}
          </Button>
        </>
      }
    >
      <p>{t(wordsFor(room))}</p>
    </Dialog>
  );
}
