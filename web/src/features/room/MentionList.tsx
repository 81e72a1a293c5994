import type { MemberRow } from "@paceline/protocol/port";
import { Avatar } from "../../design/components/Avatar.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./MentionList.module.css";

/** People that the words after `@` may mean. The focus stays in the box; it says which one is chosen. */
export function MentionList({
  people,
  chosen,
  onTake,
}: {
  readonly people: readonly MemberRow[];
  readonly chosen: number;
  readonly onTake: (at: number) => void;
}) {
  const { t } = useWords();
  return (
    <div id="mentions" role="listbox" aria-label={t("composer.mention")} className={css.list}>
      {people.map((person, at) => (
        <div
          key={person.id}
          id={`mention-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          className={css.person}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(at);
          }}
        >
          <Avatar id={person.id} name={person.name} mxc={person.avatar} size={28} />
          <span className={css.name}>{person.name}</span>
          <span className={css.id}>{person.id}</span>
        </div>
      ))}
    </div>
  );
}
