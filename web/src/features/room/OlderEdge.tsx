import type { RoomRow, TimelineMeta } from "@paceline/protocol/port";
import { Button } from "../../design/components/Button.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./OlderEdge.module.css";

/** What lies above the first message: more, a failure with its button, or the beginning. */
export function OlderEdge({ room, older }: { readonly room: RoomRow; readonly older: TimelineMeta["older"] }) {
  const { t } = useWords();
  const act = useAct();
  return (
    <div className={css.edge} data-older={older}>
      {older === "loading" ? (
        <div className={css.progress}>
          <Progress label={t("room.older.loading")} />
        </div>
      ) : null}
      {older === "failed" ? (
        <p>
          {t("room.older.failed")}{" "}
          <Button look="link" onPress={() => act("loadOlder", { roomId: room.id })}>
            {t("common.retry")}
          </Button>
        </p>
      ) : null}
      {older === "start" ? (
        <p>{`${t(room.kind === "direct" ? "room.start.direct" : "room.start.group", { name: room.name })}${room.encrypted ? ` ${t("room.start.encrypted")}` : ""}`}</p>
      ) : null}
    </div>
  );
}
