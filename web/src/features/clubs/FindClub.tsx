import type { FoundClub } from "@paceline/protocol/port";
import { Search, SearchX } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { EmptyState } from "../../design/components/EmptyState.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./FindClub.module.css";
import { FoundClubLine } from "./FoundClubLine.tsx";

/** A link, an id or an alias is looked at directly; anything else is a name to search for. */
const isAddress = (words: string): boolean => /^(https?:\/\/|matrix:|[!#])/.test(words);

/** Finds clubs by name or opens the one a link leads to. `given`: a link that was followed. */
export function FindClub({ given }: { readonly given: string | undefined }) {
  const { t } = useWords();
  const [words, setWords] = useState(given ?? "");
  const find = useCommand("findClubs");
  const preview = useCommand("previewClub");
  const [found, setFound] = useState<readonly FoundClub[]>();
  const search = async (query: string) => {
    setFound(undefined);
    if (isAddress(query)) {
      const result = await preview.run({ link: query });
      if (result.ok) setFound([result.value]);
    } else {
      const result = await find.run({ query });
      if (result.ok) setFound(result.value.clubs);
    }
  };
  const follow = useEffectEvent((address: string) => void search(address));
  useEffect(() => {
    if (given === undefined) return undefined;
    const soon = setTimeout(() => follow(given));
    return () => clearTimeout(soon);
  }, [given]);
  const { state } = isAddress(words.trim()) ? preview : find;
  const busy = state.is === "busy";
  return (
    <Card title={t("clubs.find")}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void search(words.trim());
        }}
      >
        <Field
          label={t("clubs.find.label")}
          hideLabel
          placeholder={t("clubs.find.hint")}
          value={words}
          onChange={setWords}
          start={<Search aria-hidden="true" />}
          error={state.is === "failed" ? t(failureWords(state.failure.code)) : undefined}
        />
        <Button type="submit" isDisabled={busy || words.trim() === ""}>
          {t("clubs.find.action")}
        </Button>
      </form>
      {found === undefined ? null : found.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t("clubs.none.title")}>
          {t("clubs.none.text")}
        </EmptyState>
      ) : (
        <ul className={css.found} aria-label={t("clubs.found")}>
          {found.map((club) => (
            <li key={club.roomId}>
              <FoundClubLine club={club} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
