import type { WaysOut } from "@paceline/protocol/port";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./SafetyForm.module.css";

/** Being reached by mail. An address that waits for its owner's word gets nothing but the question. */
export function MailWay({ agreed, onChange }: { readonly agreed: WaysOut["agreed"]; readonly onChange: () => void }) {
  const { t, formats } = useWords();
  const now = useNow();
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const { state, run } = useCommand("setMailWayOut");
  const busy = state.is === "busy";
  const failure = state.is === "failed" ? t(failureWords(state.failure.code)) : undefined;
  const save = async (chosen: string | null) => {
    setWrong(false);
    const result = await run({ address: chosen });
    if (result.ok) onChange();
    else setWrong(result.failure.code === "invalid-input");
  };
  const { mail, mailWaiting: waiting } = agreed;
  if (mail !== undefined || waiting !== undefined)
    return (
      <>
        {mail === undefined ? null : <p>{t("ways.mail.to", { address: mail })}</p>}
        {waiting === undefined ? null : (
          <>
            <p>
              {t("ways.mail.to", { address: waiting.address })} <Pill tone="wait">{t("ways.mail.waiting")}</Pill>
            </p>
            <p className={css.small}>{t("ways.mail.waiting.text", { time: formats.stamp(waiting.expiresMs, now) })}</p>
          </>
        )}
        {failure === undefined ? null : <p className={css.error}>{failure}</p>}
        <div className={css.actions}>
          <Button look="quiet" isDisabled={busy} onPress={() => void save(null)}>
            {t("ways.mail.remove")}
          </Button>
        </div>
      </>
    );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save(address.trim());
      }}
    >
      <Field
        label={t("ways.mail")}
        type="email"
        value={address}
        onChange={setAddress}
        error={wrong ? t("ways.mail.wrong") : failure}
      />
      <div className={css.actions}>
        <Button type="submit" isDisabled={address === "" || busy}>
          {t("ways.mail.save")}
        </Button>
      </div>
    </form>
  );
}
