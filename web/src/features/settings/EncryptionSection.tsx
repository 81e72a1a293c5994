import type { SessionRow } from "@paceline/protocol/port";
import { KeyRound, ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useSessionStore } from "../../app/session-store.tsx";
import { Banner } from "../../design/components/Banner.tsx";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { Facts } from "./Facts.tsx";
import css from "./sections.module.css";

/** Whether my messages are protected, and what is still to do. */
export function EncryptionSection({ session }: { readonly session: SessionRow }) {
  const { t } = useWords();
  const store = useSessionStore();
  const { is, backup, recoveryKeyChecked, restore } = session.encryption;
  const open = () => store.setState({ setupPostponed: false });
  return (
    <>
      {is === "ready" ? (
        <Banner tone="go" inset icon={<ShieldCheck />}>
          <b>{t("encryption.ready")}</b>
          <p>{t("encryption.ready.text")}</p>
        </Banner>
      ) : is === "unknown" ? (
        <p className={css.text}>{t("encryption.unknown")}</p>
      ) : (
        <Banner
          tone="wait"
          inset
          icon={<ShieldAlert />}
          action={
            <Button size="s" onPress={open}>
              {t(is === "locked" ? "encryption.action.verify" : "encryption.action.setup")}
            </Button>
          }
        >
          <b>{t(is === "locked" ? "encryption.locked" : "encryption.unset")}</b>
          <p>{t(is === "locked" ? "encryption.locked.text" : "encryption.unset.text")}</p>
        </Banner>
      )}
      {is === "ready" && !recoveryKeyChecked ? <CheckKey /> : null}
      {restore === undefined ? null : (
        <Card>
          <Progress
            label={t("unlock.restore.label")}
            text={t("unlock.restore", restore)}
            value={restore.done}
            total={restore.total}
          />
        </Card>
      )}
      <Card>
        <Facts
          facts={[
            { name: t("encryption.backup"), value: t(`encryption.backup.${backup}`) },
            {
              name: t("encryption.key"),
              value: t(recoveryKeyChecked ? "encryption.key.checked" : "encryption.key.unchecked"),
            },
            { name: t("encryption.store"), value: t(`encryption.store.${session.protection}`) },
          ]}
        />
      </Card>
    </>
  );
}

/** Proves that the recovery key is at hand, or makes a new one. */
function CheckKey() {
  const { t } = useWords();
  const store = useSessionStore();
  const [typed, setTyped] = useState("");
  const unlock = useCommand("unlockWithRecoveryKey");
  return (
    <Card title={t("encryption.unchecked")}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void unlock.run({ recoveryKey: typed.trim() });
        }}
      >
        <p className={css.text}>{t("encryption.unchecked.text")}</p>
        <Field
          label={t("setup.key.label")}
          value={typed}
          onChange={setTyped}
          mono
          spellCheck="false"
          autoComplete="off"
          start={<KeyRound />}
          error={unlock.state.is === "failed" ? t(failureWords(unlock.state.failure.code)) : undefined}
        />
        <div className={css.end}>
          <Button look="quiet" onPress={() => store.setState({ settingUp: true })}>
            {t("encryption.key.new")}
          </Button>
          <Button type="submit" look="primary" isDisabled={typed.trim() === "" || unlock.state.is === "busy"}>
            {t("encryption.key.check")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
