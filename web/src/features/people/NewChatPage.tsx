import { useNavigate } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Page } from "../../design/components/Page.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { useNarrow } from "../../app/use-narrow.ts";
import css from "./NewChatPage.module.css";
import { PeoplePicker } from "./PeoplePicker.tsx";
import type { FoundPerson } from "./use-people-search.ts";

/** One person is a direct chat, several are a group with a name. */
export function NewChatPage() {
  const { t } = useWords();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [picked, setPicked] = useState<readonly FoundPerson[]>([]);
  const [name, setName] = useState("");
  const direct = useCommand("startDirect");
  const group = useCommand("createGroup");
  const [only] = picked;
  const many = picked.length > 1;
  const busy = direct.state.is === "busy" || group.state.is === "busy";
  const failure = [direct.state, group.state].find((state) => state.is === "failed");

  const start = async () => {
    if (only === undefined) return;
    const result = many
      ? await group.run({ name: name.trim(), userIds: picked.map((person) => person.userId) })
      : await direct.run({ userId: only.userId });
    if (result.ok) await navigate({ to: "/chats/$roomId", params: { roomId: result.value.roomId } });
  };

  return (
    <Page title={t("people.title")} narrow {...(narrow ? { back: "/chats" } : {})}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <PeoplePicker picked={picked} onChange={setPicked} autoFocus />
        {many ? (
          <Field label={t("people.group.name")} value={name} onChange={setName} maxLength={120} isRequired />
        ) : null}
        {failure?.is === "failed" ? <p className={css.error}>{t(failureWords(failure.failure.code))}</p> : null}
        <footer className={css.foot}>
          <p className={css.lock}>
            <Lock aria-hidden="true" />
            {t("people.encrypted")}
          </p>
          <Button type="submit" look="primary" isDisabled={only === undefined || busy || (many && name.trim() === "")}>
            {many
              ? t("people.group.create")
              : only === undefined
                ? t("people.start")
                : t("people.start.with", { name: only.name.split(" ")[0] ?? only.name })}
          </Button>
        </footer>
      </form>
    </Page>
  );
}
