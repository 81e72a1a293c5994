import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Stepped } from "../../design/components/Stepped.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";

/** The saved key is typed back, so that "saved" is known and not hoped. */
export function CheckKeyStep({
  step,
  onBack,
  onDone,
}: {
  readonly step: string | undefined;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const check = useCommand("checkRecoveryKey");
  const finish = async () => {
    const result = await check.run({ recoveryKey: typed.trim() });
    if (result.ok) onDone();
  };
  const error =
    check.state.is === "failed"
      ? t(
          check.state.failure.code === "wrong-recovery-key"
            ? "setup.check.wrong"
            : failureWords(check.state.failure.code),
        )
      : undefined;
  return (
    <form
      style={{ display: "contents" }}
      onSubmit={(event) => {
        event.preventDefault();
        void finish();
      }}
    >
      <Stepped
        step={step}
        title={t("setup.check.title")}
        text={t("setup.check.text")}
        foot={
          <>
            <Button look="quiet" onPress={onBack}>
              {t("setup.check.back")}
            </Button>
            <Button type="submit" look="primary" isDisabled={typed.trim() === "" || check.state.is === "busy"}>
              {t("setup.check.done")}
            </Button>
          </>
        }
      >
        <Field
          label={t("setup.key.label")}
          value={typed}
          onChange={setTyped}
          lines={2}
          mono
          autoFocus
          spellCheck="false"
          autoComplete="off"
          error={error}
        />
      </Stepped>
    </form>
  );
}
