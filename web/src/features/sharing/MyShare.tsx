import type { ShareRow } from "@paceline/protocol/port";
import { CircleX } from "lucide-react";
import { Button } from "../../design/components/Button.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./RoomSharing.module.css";
import { Viewers } from "./Viewers.tsx";

/** My own share in a room: until when and how exactly, who sees it, and its end. */
export function MyShare({ share }: { readonly share: ShareRow }) {
  const { t, formats } = useWords();
  const act = useAct();
  return (
    <>
      <p className={css.mine}>
        <span>
          {t("sharing.mine", { time: formats.time(share.endsMs) })}
          {share.precision === undefined
            ? null
            : ` ${t("sharing.mine.exactly", { precision: t(`sharing.${share.precision}`) })}`}
        </span>
        <Button size="s" icon={<CircleX />} onPress={() => void act("stopShare", { roomId: share.roomId })}>
          {t("sharing.stop")}
        </Button>
      </p>
      <Viewers roomId={share.roomId} />
    </>
  );
}
