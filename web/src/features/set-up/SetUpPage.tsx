import type { Account } from "@paceline/protocol/port";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { useWords } from "../../words/use-words.tsx";
import { CheckKeyStep } from "./CheckKeyStep.tsx";
import { SaveKeyStep } from "./SaveKeyStep.tsx";
import { YouStep } from "./YouStep.tsx";

/** First set-up in three screens: who I am, the recovery key, the proof that it was saved. Each can wait. */
export function SetUpPage({ account }: { readonly account: Account }) {
  const { t } = useWords();
  const store = useSessionStore();
  const [step, setStep] = useState<"you" | "save" | "check">("you");
  const [recoveryKey, setRecoveryKey] = useState<string>();
  const leave = () => store.setState({ settingUp: false, setupPostponed: true });
  const save = () => {
    store.setState({ settingUp: true });
    setStep("save");
  };
  if (step === "you") return <YouStep account={account} onDone={save} onPostpone={leave} />;
  if (step === "save" || recoveryKey === undefined)
    return (
      <SaveKeyStep
        account={account}
        recoveryKey={recoveryKey}
        onMade={setRecoveryKey}
        onPostpone={leave}
        onDone={() => setStep("check")}
      />
    );
  return (
    <CheckKeyStep
      onBack={() => setStep("save")}
      onDone={() => {
        tell(store, "go", t("setup.done"));
        leave();
      }}
    />
  );
}
