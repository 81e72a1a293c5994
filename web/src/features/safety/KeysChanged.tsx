import type { Person } from "@paceline/protocol/port";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useVerify } from "../unlock/use-verify.ts";
import css from "./KeysChanged.module.css";

/** Somebody I had verified has another identity now: what that may mean, and what to do. */
export function KeysChanged({ person: { userId, name } }: { readonly person: Person }) {
  const { t } = useWords();
  const verify = useVerify();
  return (
    <span className={css.changed}>
      {t("circle.changed", { name })}
      <Button size="s" onPress={() => void verify.person(userId)}>
        {t("circle.changed.action")}
      </Button>
    </span>
  );
}
