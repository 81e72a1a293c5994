import type { Account } from "@paceline/protocol/port";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Stepped } from "../../design/components/Stepped.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { PictureField } from "../settings/PictureField.tsx";

/** Name and picture, as everybody will see them. */
export function YouStep({
  account,
  onDone,
  onPostpone,
}: {
  readonly account: Account;
  readonly onDone: () => void;
  readonly onPostpone: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState(account.displayName);
  const save = useCommand("setDisplayName");
  const next = async () => {
    if (name.trim() === account.displayName) return onDone();
    const result = await save.run({ name: name.trim() });
    if (result.ok) onDone();
  };
  return (
    <form
      style={{ display: "contents" }}
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
    >
      <Stepped
        step={t("setup.step", { step: 1 })}
        title={t("setup.you.title")}
        text={t("setup.you.text")}
        foot={
          <>
            <Button look="quiet" onPress={onPostpone}>
              {t("setup.postpone")}
            </Button>
            <Button type="submit" look="primary" isDisabled={name.trim() === "" || save.state.is === "busy"}>
              {t("common.continue")}
            </Button>
          </>
        }
      >
        <PictureField account={account} />
        <Field
          label={t("setup.name")}
          value={name}
          onChange={setName}
          maxLength={100}
          autoFocus
          autoComplete="name"
          error={save.state.is === "failed" ? t(failureWords(save.state.failure.code)) : undefined}
        />
      </Stepped>
    </form>
  );
}
