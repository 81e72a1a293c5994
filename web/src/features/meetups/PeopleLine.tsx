import type { Attendee } from "@paceline/protocol/port";
import { AvatarStack } from "../../design/components/Avatar.tsx";
import { useWords } from "../../words/use-words.tsx";
import css from "./PeopleLine.module.css";

/** People under a heading, by name; nothing when there are none. */
export function PeopleLine({ title, people }: { readonly title: string; readonly people: readonly Attendee[] }) {
  const { formats } = useWords();
  if (people.length === 0) return null;
  return (
    <section className={css.line}>
      <h2>{`${title} · ${people.length}`}</h2>
      <p>
        <AvatarStack
          people={people.map((person) => ({ id: person.userId, name: person.name, mxc: person.avatar }))}
          size={24}
        />
        <span>{formats.list(people.map((person) => person.name))}</span>
      </p>
    </section>
  );
}
