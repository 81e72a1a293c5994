import type { Account, SessionRow } from "@paceline/protocol/port";
import { KeyRound, MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { Stepped } from "../../design/components/Stepped.tsx";
import { useCommand, useRows } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { SetUpPage } from "../set-up/SetUpPage.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import { useVerify } from "./use-verify.ts";
import css from "./UnlockPage.module.css";
import { VerificationDialog } from "./VerificationDialog.tsx";

/** A device that is signed in but not trusted yet: verify it with another one, or type the recovery key. */
export function UnlockPage({ session, account }: { readonly session: SessionRow; readonly account: Account }) {
  const { t } = useWords();
  const store = useSessionStore();
  const verify = useVerify();
  const [typed, setTyped] = useState("");
  const [resetting, setResetting] = useState(false);
  const [newKey, setNewKey] = useState<string>();
  const unlock = useCommand("unlockWithRecoveryKey");
  const verification = useRows("verifications", {}).find(({ person }) => person === undefined);
  const busy = unlock.state.is === "busy";
  const { restore } = session.encryption;
  if (newKey !== undefined) return <SetUpPage account={account} newKey={newKey} />;
  return (
    <>
      <Stepped
        title={t("unlock.title")}
        text={t("unlock.text")}
        foot={
          <>
            <Button look="quiet" onPress={() => store.setState({ setupPostponed: true, startingOver: false })}>
              {t("unlock.postpone")}
            </Button>
            <Button look="quiet" onPress={() => setResetting(true)}>
              {t("unlock.reset")}
            </Button>
          </>
        }
      >
        {restore === undefined ? null : (
          <Progress
            label={t("unlock.restore.label")}
            text={t("unlock.restore", restore)}
            value={restore.done}
            total={restore.total}
          />
        )}
        <section className={css.way}>
          <MonitorSmartphone aria-hidden="true" />
          <div className={css.words}>
            <h2>{t("unlock.emoji.title")}</h2>
            <p>{t("unlock.emoji.text")}</p>
          </div>
          <Button look="primary" onPress={() => void verify.device()}>
            {t("unlock.emoji.action")}
          </Button>
        </section>
        <form
          className={css.way}
          onSubmit={(event) => {
            event.preventDefault();
            void unlock.run({ recoveryKey: typed.trim() });
          }}
        >
          <KeyRound aria-hidden="true" />
          <div className={css.words}>
            <h2>{t("unlock.key.title")}</h2>
            <p>{t("unlock.key.text")}</p>
          </div>
          <div className={css.key}>
            <Field
              label={t("setup.key.label")}
              hideLabel
              placeholder={t("setup.key.label")}
              value={typed}
              onChange={setTyped}
              mono
              spellCheck="false"
              autoComplete="off"
              error={unlock.state.is === "failed" ? t(failureWords(unlock.state.failure.code)) : undefined}
            />
            <Button type="submit" isDisabled={typed.trim() === "" || busy}>
              {t(busy ? "unlock.busy" : "unlock.key.action")}
            </Button>
          </div>
        </form>
      </Stepped>
      {verification === undefined ? null : <VerificationDialog verification={verification} />}
      <ResetDialog open={resetting} onMade={setNewKey} onClose={() => setResetting(false)} />
    </>
  );
}
