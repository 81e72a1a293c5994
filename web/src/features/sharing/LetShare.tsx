import type { RoomRow } from "@paceline/protocol/port";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./RoomSharing.module.css";

/** Why not everybody may share in this conversation, and for whoever manages it the way to change that. Nothing where everybody may, or a club decided it. */
export function LetShare({ room }: { readonly room: RoomRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const act = useAct();
  const { share, letShare } = room.may;
  if (letShare) {
    const allow = async () => {
      const done = await act("letShare", { roomId: room.id });
      if (done.ok) tell(store, "go", t("sharing.let.done"));
    };
    return (
      <>
        <p className={css.many}>{t("sharing.moderators.manage")}</p>
        <Button size="s" onPress={() => void allow()}>
          {t("sharing.let")}
        </Button>
      </>
    );
  }
  return share || room.channel !== undefined || room.clubId !== undefined ? null : (
    <p className={css.many}>{t("sharing.moderators")}</p>
  );
}
