import type { Account } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { useWords } from "../../words/use-words.tsx";
import { CheckKeyStep } from "./CheckKeyStep.tsx";
import { SaveKeyStep } from "./SaveKeyStep.tsx";
import { YouStep } from "./YouStep.tsx";

type SetUpPageProps = {
  readonly account: Account;
  /** Made by starting over: only saving and checking it is left. */
  readonly newKey?: string;
};

/** First set-up in three screens: who I am, the recovery key, the proof that it was saved. Each can wait. */
export function SetUpPage({ account, newKey }: SetUpPageProps) {
  const { t } = useWords();
  const store = useSessionStore();
  const [step, setStep] = useState<"you" | "save" | "check">(newKey === undefined ? "you" : "save");
  const [recoveryKey, setRecoveryKey] = useState(newKey);
  const numbered = (number: number) => (newKey === undefined ? t("setup.step", { step: number }) : undefined);
  const leave = () => store.setState({ settingUp: false, startingOver: false, setupPostponed: true });
  const save = () => {
    store.setState({ settingUp: true });
    setStep("save");
  };
  if (step === "you") return <YouStep account={account} onDone={save} onPostpone={leave} />;
  if (step === "save" || recoveryKey === undefined)
    return (
      <SaveKeyStep
        step={numbered(2)}
        account={account}
        recoveryKey={recoveryKey}
        onMade={setRecoveryKey}
        onPostpone={leave}
        onDone={() => setStep("check")}
      />
    );
  return (
    <CheckKeyStep
      step={numbered(3)}
      onBack={() => setStep("save")}
      onDone={() => {
        tell(store, "go", t("setup.done"));
        leave();
      }}
    />
  );
}
