import type { RoomId } from "@paceline/protocol";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./TypingLine.module.css";

/** Who is typing. Keeps its height, so that the messages do not move. */
export function TypingLine({ roomId }: { readonly roomId: RoomId }) {
  const { t } = useWords();
  const typing = useRows("typing", { roomId });
  const [first, second] = typing;
  const words = (() => {
    if (first === undefined) return "";
    if (second === undefined) return t("typing.one", { name: first.name });
    if (typing.length === 2) return t("typing.two", { first: first.name, second: second.name });
    return t("typing.many", { count: typing.length });
  })();
  return <p className={css.typing}>{words}</p>;
}
