import type { RoomId } from "@paceline/protocol";
import { AvatarStack } from "../../design/components/Avatar.tsx";
import { useRows } from "../../engine/engine.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./StartShareDialog.module.css";

/** So many are named; the others are a number. */
const NAMED = 12;

/** Everybody who sees a share in this room, by face and name. */
export function Viewers({ roomId }: { readonly roomId: RoomId }) {
  const { t, formats } = useWords();
  const people = useRows("members", { roomId }).filter(
    ({ me, bot, membership }) => !me && !bot && membership === "join",
  );
  if (people.length === 0) return <p className={css.hint}>{t("sharing.who.none")}</p>;
  const named = people.slice(0, NAMED).map(({ name }) => name);
  const rest = people.length - named.length;
  return (
    <section className={css.part} aria-label={t("sharing.viewers")}>
      <span className={css.label}>{t("sharing.who", { count: people.length })}</span>
      <p className={css.who}>
        <AvatarStack people={people.map(({ id, name, avatar }) => ({ id, name, mxc: avatar }))} size={24} />
        <span>{formats.list(rest > 0 ? [...named, `+${rest}`] : named)}</span>
      </p>
    </section>
  );
}
