import type { RoomId } from "@paceline/protocol";
import type { GapRow } from "@paceline/protocol/port";
import { Unplug } from "lucide-react";
import { Button } from "../../design/components/Button.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./Gap.module.css";

/** Messages are missing here, and are fetched as soon as this is near; says so instead of pretending. */
export function Gap({ row, roomId }: { readonly row: GapRow; readonly roomId: RoomId }) {
  const { t } = useWords();
  const act = useAct();
  if (row.state !== "failed")
    return (
      <div className={css.gap}>
        <div className={css.progress}>
          <Progress label={t("gap.loading")} text={t("gap.loading")} />
        </div>
      </div>
    );
  return (
    <div className={css.gap}>
      <Unplug aria-hidden="true" />
      {t("gap.failed")}
      <Button size="s" onPress={() => act("fillGap", { roomId, gapId: row.id })}>
        {t("common.retry")}
      </Button>
    </div>
  );
}
