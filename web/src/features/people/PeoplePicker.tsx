import { Check, Search, X } from "lucide-react";
import { Avatar } from "../../design/components/Avatar.tsx";
import { Field } from "../../design/components/Field.tsx";
import { moveByArrows } from "../../design/arrow-keys.ts";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./PeoplePicker.module.css";
import { type FoundPerson, usePeopleSearch } from "./use-people-search.ts";

type PeoplePickerProps = {
  readonly picked: readonly FoundPerson[];
  readonly onChange: (picked: readonly FoundPerson[]) => void;
  readonly autoFocus?: boolean;
};

/** Finds people and picks some of them. */
export function PeoplePicker({ picked, onChange, autoFocus = false }: PeoplePickerProps) {
  const { t } = useWords();
  const { query, setQuery, found, limited, state, asked } = usePeopleSearch();
  const isPicked = (person: FoundPerson) => picked.some((one) => one.userId === person.userId);
  const toggle = (person: FoundPerson) =>
    onChange(isPicked(person) ? picked.filter((one) => one.userId !== person.userId) : [...picked, person]);
  return (
    <div className={css.picker}>
      <Field
        label={t("people.find")}
        value={query}
        onChange={setQuery}
        autoFocus={autoFocus}
        start={<Search aria-hidden="true" />}
        hint={t("people.find.hint")}
        error={state.is === "failed" && asked ? t(failureWords(state.failure.code)) : undefined}
      />
      {picked.length === 0 ? null : (
        <ul className={css.picked}>
          {picked.map((person) => (
            <li key={person.userId}>
              <button
                type="button"
                className={css.chip}
                onClick={() => toggle(person)}
                aria-label={t("people.remove", { name: person.name })}
              >
                <Avatar id={person.userId} name={person.name} mxc={person.avatar} size={22} />
                {person.name}
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul className={css.found} onKeyDown={moveByArrows} role="presentation">
        {found.map((person) => (
          <li key={person.userId}>
            <button type="button" className={css.person} aria-pressed={isPicked(person)} onClick={() => toggle(person)}>
              <Avatar id={person.userId} name={person.name} mxc={person.avatar} size={38} />
              <span className={css.who}>
                <b>{person.name}</b>
                <span>{person.userId}</span>
              </span>
              {isPicked(person) ? <Check aria-hidden="true" /> : null}
            </button>
          </li>
        ))}
      </ul>
      {asked && state.is === "done" && found.length === 0 ? (
        <p className={css.none}>
          <b>{t("people.none.title")}</b>
          {t("people.none.text")}
        </p>
      ) : null}
      {limited ? <p className={css.none}>{t("people.limited")}</p> : null}
    </div>
  );
}
