import type { Account } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Field } from "../../design/components/Field.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { Facts } from "./Facts.tsx";
import { PictureField } from "./PictureField.tsx";
import css from "./sections.module.css";

/** Name and picture, and what identifies me. */
export function ProfileSection({ account }: { readonly account: Account }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [name, setName] = useState(account.displayName);
  const save = useCommand("setDisplayName");
  const keep = async () => {
    const result = await save.run({ name: name.trim() });
    if (result.ok) tell(store, "go", t("common.saved"));
  };
  return (
    <>
      <Card>
        <form
          className={css.stack}
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <PictureField account={account} />
          <Field
            label={t("profile.name")}
            value={name}
            onChange={setName}
            maxLength={100}
            hint={t("profile.audience")}
            error={save.state.is === "failed" ? t(failureWords(save.state.failure.code)) : undefined}
          />
          <div className={css.end}>
            <Button
              type="submit"
              look="primary"
              isDisabled={name.trim() === "" || name.trim() === account.displayName || save.state.is === "busy"}
            >
              {t("common.save")}
            </Button>
          </div>
        </form>
      </Card>
      <Card>
        <Facts
          facts={[
            { name: t("profile.id"), value: account.userId },
            { name: t("profile.server"), value: account.serverName },
          ]}
        />
      </Card>
    </>
  );
}
