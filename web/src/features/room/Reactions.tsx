import type { MessageRow } from "@paceline/protocol/port";
import type { RoomId } from "@paceline/protocol";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Tooltip } from "../../design/components/Tooltip.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./Reactions.module.css";

/** Who reacted with what; mine can be taken back. */
export function Reactions({ row, roomId }: { readonly row: MessageRow; readonly roomId: RoomId }) {
  const { t, formats } = useWords();
  const act = useAct();
  const { eventId, reactions } = row;
  if (eventId === undefined || reactions.length === 0) return null;
  return (
    <div className={css.reactions}>
      {reactions.map(({ key, count, mine, names }) => (
        <Tooltip key={key} text={t("message.reacted", { names: formats.list(names), key })}>
          <ToggleButton
            className={css.reaction ?? ""}
            isSelected={mine}
            onChange={() => act("toggleReaction", { roomId, eventId, key })}
          >
            <span className={css.key}>{key}</span>
            <span>{formats.count(count)}</span>
          </ToggleButton>
        </Tooltip>
      ))}
    </div>
  );
}
