import type { Account } from "@paceline/protocol/port";
import { Download } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useHost } from "../../app/host.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Check } from "../../design/components/Check.tsx";
import { CopyButton } from "../../design/components/CopyButton.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { Stepped } from "../../design/components/Stepped.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import css from "./SaveKeyStep.module.css";

type SaveKeyStepProps = {
  readonly step: string | undefined;
  readonly account: Account;
  readonly recoveryKey: string | undefined;
  readonly onMade: (key: string) => void;
  readonly onDone: () => void;
  readonly onPostpone: () => void;
};

/** Makes the keys and shows the recovery key to be copied or downloaded. Some servers want the password first. */
export function SaveKeyStep({ step, account, recoveryKey, onMade, onDone, onPostpone }: SaveKeyStepProps) {
  const { t } = useWords();
  const host = useHost();
  const setUp = useCommand("setUpEncryption");
  const begun = useRef(false);
  const [password, setPassword] = useState("");
  const [saved, setSaved] = useState(false);
  const make = async (secret?: string) => {
    const result = await setUp.run(secret === undefined ? {} : { password: secret });
    if (result.ok) onMade(result.value.recoveryKey);
  };
  const begin = useEffectEvent(() => {
    // Once, when the step opens: a second run would make a second key.
    if (begun.current || recoveryKey !== undefined) return;
    begun.current = true;
    void make();
  });
  useEffect(() => begin(), []);

  const failure = setUp.state.is === "failed" ? setUp.state.failure.code : undefined;
  const wantsPassword = recoveryKey === undefined && (failure === "password-needed" || failure === "wrong-password");
  const file = () =>
    void host
      .saveText(
        `${t("setup.key.file")}.txt`,
        t("setup.key.file.body", { user: account.userId, key: recoveryKey ?? "" }),
      )
      .then((done) => done && setSaved(true));

  if (wantsPassword)
    return (
      <form
        style={{ display: "contents" }}
        onSubmit={(event) => {
          event.preventDefault();
          void make(password);
        }}
      >
        <Stepped
          step={step}
          title={t("setup.password.title")}
          text={t("setup.password.text")}
          foot={
            <>
              <Button look="quiet" onPress={onPostpone}>
                {t("setup.postpone")}
              </Button>
              <Button type="submit" look="primary" isDisabled={password === ""}>
                {t("common.continue")}
              </Button>
            </>
          }
        >
          <Field
            label={t("signin.password")}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={setPassword}
            error={failure === "wrong-password" ? t("failure.wrong-password") : undefined}
          />
        </Stepped>
      </form>
    );
  return (
    <Stepped
      step={step}
      title={t("setup.key.title")}
      text={t("setup.key.text")}
      foot={
        <>
          <Button look="quiet" onPress={onPostpone}>
            {t("setup.postpone")}
          </Button>
          <Button look="primary" isDisabled={!saved} onPress={onDone}>
            {t("common.continue")}
          </Button>
        </>
      }
    >
      {recoveryKey === undefined ? (
        failure === undefined ? (
          <Progress label={t("setup.key.making")} text={t("setup.key.making")} />
        ) : (
          <p className={css.failed} role="alert">
            {t(failureWords(failure))}{" "}
            <Button look="link" onPress={() => void make()}>
              {t("common.retry")}
            </Button>
          </p>
        )
      ) : (
        <>
          <div className={css.card}>
            <code className={css.key} aria-label={t("setup.key.label")}>
              {recoveryKey}
            </code>
            <div className={css.actions}>
              <CopyButton text={recoveryKey} />
              <Button icon={<Download />} onPress={file}>
                {t("setup.key.download")}
              </Button>
            </div>
          </div>
          <Check checked={saved} onChange={setSaved}>
            {t("setup.key.saved")}
          </Check>
        </>
      )}
    </Stepped>
  );
}
